import java.util.*;

class Solution {
    record StringIntStringTriple(String first, int second, String third) {}

    private record Key(String item, String unit) {}

    private static final Map<String, String> SMALL = Map.of("kg", "g", "l", "ml");
    private static final Map<String, String> LARGE = Map.of("g", "kg", "ml", "l");

    StringIntStringTriple[] jointOrder(StringIntStringTriple[] first, StringIntStringTriple[] second) {
        return joined(both(first, second)).toArray(StringIntStringTriple[]::new);
    }

    StringIntStringTriple[] jointOrderByMeasure(StringIntStringTriple[] first, StringIntStringTriple[] second) {
        List<StringIntStringTriple> lines = both(first, second).stream().map(Solution::measured).toList();
        return joined(lines).stream().map(Solution::written).toArray(StringIntStringTriple[]::new);
    }

    private static List<StringIntStringTriple> both(StringIntStringTriple[] first, StringIntStringTriple[] second) {
        List<StringIntStringTriple> lines = new ArrayList<>(List.of(first));
        lines.addAll(List.of(second));
        return lines;
    }

    private static List<StringIntStringTriple> joined(List<StringIntStringTriple> lines) {
        Map<Key, StringIntStringTriple> order = new LinkedHashMap<>();
        for (StringIntStringTriple line : lines) {
            String item = line.first().strip();
            order.merge(
                new Key(item.toLowerCase(), line.third()),
                new StringIntStringTriple(item, line.second(), line.third()),
                (old, more) -> new StringIntStringTriple(old.first(), old.second() + more.second(), old.third()));
        }
        return order.values().stream().filter(line -> line.second() > 0).toList();
    }

    private static StringIntStringTriple measured(StringIntStringTriple line) {
        String small = SMALL.get(line.third());
        return small == null ? line : new StringIntStringTriple(line.first(), line.second() * 1000, small);
    }

    private static StringIntStringTriple written(StringIntStringTriple line) {
        String large = LARGE.get(line.third());
        return large == null || line.second() % 1000 != 0
            ? line
            : new StringIntStringTriple(line.first(), line.second() / 1000, large);
    }
}
