import java.util.*;

class Solution {
    record StringStringListPair(String first, String[] second) {}

    String[] plan(StringStringListPair[] steps) {
        Map<String, Integer> place = new HashMap<>();
        for (StringStringListPair entry : steps) {
            place.put(entry.first(), place.size());
        }
        List<List<Integer>> waitedBy = new ArrayList<>();
        for (int at = 0; at < steps.length; at++) {
            waitedBy.add(new ArrayList<>());
        }
        int[] open = new int[steps.length];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int at = 0; at < steps.length; at++) {
            for (String need : Set.copyOf(Arrays.asList(steps[at].second()))) {
                if (place.containsKey(need)) {
                    waitedBy.get(place.get(need)).add(at);
                    open[at]++;
                }
            }
            if (open[at] == 0) {
                ready.add(at);
            }
        }
        List<String> done = new ArrayList<>();
        while (!ready.isEmpty()) {
            int at = ready.remove();
            done.add(steps[at].first());
            for (int waiting : waitedBy.get(at)) {
                if (--open[waiting] == 0) {
                    ready.add(waiting);
                }
            }
        }
        return done.toArray(String[]::new);
    }

    String[] whyNot(StringStringListPair[] steps, String step) {
        Map<String, String[]> stuck = new HashMap<>();
        for (StringStringListPair entry : steps) {
            stuck.put(entry.first(), entry.second());
        }
        stuck.keySet().removeAll(Set.of(plan(steps)));
        if (!stuck.containsKey(step)) {
            return new String[0];
        }
        Set<String> chain = new LinkedHashSet<>();
        while (chain.add(step)) {
            step = Arrays.stream(stuck.get(step)).filter(stuck::containsKey).findFirst().orElseThrow();
        }
        List<String> all = new ArrayList<>(chain);
        all.add(step);
        return all.toArray(String[]::new);
    }
}
