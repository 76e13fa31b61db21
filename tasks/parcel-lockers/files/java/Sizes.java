import java.util.List;

/** The sizes of lockers and of parcels. */
class Sizes {
    /** From small to large. */
    static final List<String> SIZES = List.of("S", "M", "L");

    /** Whether a parcel of this size fits into a locker of that size. */
    static boolean fits(String parcel, String locker) {
        return SIZES.indexOf(parcel) <= SIZES.indexOf(locker);
    }
}
