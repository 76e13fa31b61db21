import java.util.*;

class Solution {
    private static final Map<String, Integer> POSTER = Map.of("A2", 900, "A1", 1500, "A0", 2600);
    private static final int[][] POSTER_STEPS = {{50, 80}, {10, 90}};
    private static final int BOOKLET_PAGE = 12;
    private static final int BOOKLET_BINDING = 80;
    private static final int[][] BOOKLET_STEPS = {{100, 75}, {10, 90}};
    private static final int CARD = 5;
    private static final int CARDS_LEAST = 1500;
    private static final int EXPRESS_PERCENT = 25;
    private static final int EXPRESS_LEAST = 1000;

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
            items.add(new Item("express", "express", Math.max((total * EXPRESS_PERCENT + 50) / 100, EXPRESS_LEAST)));
        }
        return items;
    }

    private static Item item(String line) {
        String[] words = line.split(" ");
        if (words[0].equals("poster") && words.length == 3 && POSTER.containsKey(words[1])) {
            return poster(words[1], Integer.parseInt(words[2]));
        }
        if (words[0].equals("booklet") && words.length == 3) {
            return booklet(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        }
        if (words[0].equals("cards") && words.length == 2) {
            return cards(Integer.parseInt(words[1]));
        }
        return new Item("", "?: " + line, 0);
    }

    private static Item poster(String size, int count) {
        return new Item("poster", count + " x poster " + size, many(POSTER.get(size), count, POSTER_STEPS));
    }

    private static Item booklet(int pages, int count) {
        long each = BOOKLET_PAGE * pages + BOOKLET_BINDING;
        return new Item("booklet", count + " x booklet " + pages + " p.", many(each, count, BOOKLET_STEPS));
    }

    private static Item cards(int count) {
        return new Item("cards", count + " x cards", Math.max(CARD * count, CARDS_LEAST));
    }

    // The price of so many, less what the highest step that they reach takes off. Rounded down.
    private static long many(long each, int count, int[][] steps) {
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
