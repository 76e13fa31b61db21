import java.util.*;

class Solution {
    record StringIntStringTriple(String first, int second, String third) {}

    record StringIntIntIntTuple4(String first, int second, int third, int fourth) {}

    record IntStringPair(int first, String second) {}

    private record Storm(String service, List<Integer> times) {}

    StringIntIntIntTuple4[] storms(StringIntStringTriple[] alerts, int quiet) {
        return grouped(alerts, quiet).stream()
            .map(storm -> new StringIntIntIntTuple4(
                storm.service(), storm.times().getFirst(), storm.times().getLast(), storm.times().size()))
            .toArray(StringIntIntIntTuple4[]::new);
    }

    IntStringPair[] calls(StringIntStringTriple[] alerts, int quiet, int least, int rest) {
        List<IntStringPair> rings = new ArrayList<>();
        grouped(alerts, quiet).stream()
            .filter(storm -> storm.times().size() >= least)
            .map(storm -> new IntStringPair(storm.times().get(least - 1), storm.service()))
            .sorted(Comparator.comparing(IntStringPair::first).thenComparing(IntStringPair::second))
            .forEach(moment -> {
                if (rings.isEmpty() || moment.first() - rings.getLast().first() >= rest) {
                    rings.add(moment);
                }
            });
        return rings.toArray(IntStringPair[]::new);
    }

    // The service and all times of each storm, by the storm's beginning and service.
    private List<Storm> grouped(StringIntStringTriple[] alerts, int quiet) {
        Set<String> seen = new HashSet<>();
        Map<String, List<Integer>> timesOf = new HashMap<>();
        for (StringIntStringTriple alert : alerts) {
            if (seen.add(alert.first())) {
                timesOf.computeIfAbsent(alert.third(), service -> new ArrayList<>()).add(alert.second());
            }
        }
        List<Storm> found = new ArrayList<>();
        timesOf.forEach((service, times) -> {
            Collections.sort(times);
            Storm storm = null;
            for (int time : times) {
                if (storm == null || time - storm.times().getLast() > quiet) {
                    storm = new Storm(service, new ArrayList<>());
                    found.add(storm);
                }
                storm.times().add(time);
            }
        });
        found.sort(Comparator.comparing((Storm storm) -> storm.times().getFirst()).thenComparing(Storm::service));
        return found;
    }
}
