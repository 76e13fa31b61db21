import java.util.*;

class Solution {
    record IntIntStringTriple(int first, int second, String third) {}

    record StringIntIntTriple(String first, int second, int third) {}

    IntIntStringTriple[] onCall(IntIntStringTriple[] entries, int start, int end) {
        return stretches(entries, start, end).toArray(IntIntStringTriple[]::new);
    }

    private static List<IntIntStringTriple> stretches(IntIntStringTriple[] entries, int start, int end) {
        TreeSet<Integer> cuts = new TreeSet<>(List.of(start, end));
        for (IntIntStringTriple entry : entries) {
            cuts.add(Math.clamp(entry.first(), start, end));
            cuts.add(Math.clamp(entry.second(), start, end));
        }
        List<IntIntStringTriple> found = new ArrayList<>();
        for (int at = start; at < end; ) {
            int until = cuts.higher(at);
            String team = teamAt(entries, at);
            int from = at;
            if (!found.isEmpty() && found.getLast().third().equals(team)) {
                from = found.removeLast().first();
            }
            found.add(new IntIntStringTriple(from, until, team));
            at = until;
        }
        return found;
    }

    private static String teamAt(IntIntStringTriple[] entries, int at) {
        for (int number = entries.length - 1; number >= 0; number--) {
            if (entries[number].first() <= at && at < entries[number].second()) {
                return entries[number].third();
            }
        }
        return "nobody";
    }

    StringIntIntTriple[] longDuties(IntIntStringTriple[] entries, int start, int end, int limit, int rest) {
        Map<String, Integer> latest = new HashMap<>();
        List<StringIntIntTriple> duties = new ArrayList<>();
        for (IntIntStringTriple stretch : stretches(entries, start, end)) {
            String team = stretch.third();
            if (team.equals("nobody")) {
                continue;
            }
            Integer place = latest.get(team);
            if (place != null && stretch.first() - duties.get(place).third() < rest) {
                duties.set(place, new StringIntIntTriple(team, duties.get(place).second(), stretch.second()));
            } else {
                latest.put(team, duties.size());
                duties.add(new StringIntIntTriple(team, stretch.first(), stretch.second()));
            }
        }
        return duties.stream()
            .filter(duty -> duty.third() - duty.second() > limit)
            .toArray(StringIntIntTriple[]::new);
    }
}
