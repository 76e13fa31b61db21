/** Codes that open a locker: six digits at a time, which look as if they came by chance and never come twice in a year. */
class Codes {
    private long count;

    String next() {
        count += 1;
        return String.format("%06d", count * 7_919 % 1_000_003 % 1_000_000);
    }
}
