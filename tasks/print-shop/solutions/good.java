import java.util.*;

class Solution {
    private static final Map<String, Integer> POSTER = Map.of("A2", 900, "A1", 1500, "A0", 2600);
    private static final int[][] POSTER_STEPS = {{50, 80}, {10, 90}};
    private static final int[][] BOOKLET_STEPS = {{100, 75}, {10, 90}};

    record StringIntPair(String first, int second) {}

    // A line of the receipt. What the shop does not understand has no kind and costs nothing.
    private record Item(String kind, String text, long cents) {
        String printed() {
            return kind.isEmpty() ? text : Solution.printed(text, cents);
        }
    }

    String[] receipt(String[] order) {
        List<Item> items = items(order);
        List<String> lines = new ArrayList<>(items.stream().map(Item::printed).toList());
        lines.add(printed("total", sum(items)));
        return lines.toArray(String[]::new);
    }

    StringIntPair[] booked(String[] order) {
        Map<String, Integer> sums = new TreeMap<>();
        for (Item item : items(order)) {
            sums.merge(item.kind(), (int) item.cents(), Integer::sum);
        }
        sums.remove("");
        return sums.entrySet().stream()
                .map(entry -> new StringIntPair(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(pair -> -pair.second()))
                .toArray(StringIntPair[]::new);
    }

    private static List<Item> items(String[] order) {
        List<Item> items = new ArrayList<>();
        for (String line : order) {
            if (!line.equals("express")) {
                items.add(item(line));
            }
        }
        long total = sum(items);
        if (List.of(order).contains("express") && total > 0) {
            items.add(new Item("express", "express", Math.max((total * 25 + 50) / 100, 1000)));
        }
        return items;
    }

    private static Item item(String line) {
        String[] words = line.split(" ");
        String count = words[words.length - 1];
        switch (words[0] + " " + words.length) {
            case "poster 3":
                if (!POSTER.containsKey(words[1])) {
                    break;
                }
                return new Item("poster", count + " x poster " + words[1], many(POSTER.get(words[1]), count, POSTER_STEPS));
            case "booklet 3":
                long each = 12 * Integer.parseInt(words[1]) + 80;
                return new Item("booklet", count + " x booklet " + words[1] + " p.", many(each, count, BOOKLET_STEPS));
            case "cards 2":
                return new Item("cards", count + " x cards", Math.max(5 * Integer.parseInt(count), 1500));
        }
        return new Item("", "?: " + line, 0);
    }

    // The price of so many, less what the highest step that they reach takes off. Rounded down.
    private static long many(long each, String text, int[][] steps) {
        int count = Integer.parseInt(text);
        for (int[] step : steps) {
            if (count >= step[0]) {
                return each * count * step[1] / 100;
            }
        }
        return each * count;
    }

    private static long sum(List<Item> items) {
        return items.stream().mapToLong(Item::cents).sum();
    }

    private static String printed(String text, long cents) {
        return "%s: %d.%02d".formatted(text, cents / 100, cents % 100);
    }
}
