import java.util.*;

// The quotes of a tool hire, day by day. Answers are remembered: working one out used to be slow.
class Solution {
    static class UnknownItem extends RuntimeException {
        UnknownItem(String item) {
            super(item);
        }
    }

    // What makes two quotes the same: the order of the items does not matter.
    record Key(String customer, List<String> items) {
        static Key of(String customer, List<String> items) {
            return new Key(customer, List.copyOf(new TreeSet<>(items)));
        }
    }

    // One day at the counter.
    static class Desk {
        private static final Map<String, Integer> PRICES = new HashMap<>();
        private static final Map<String, Integer> DISCOUNTS = new HashMap<>();
        private final Map<Key, Integer> remembered = new HashMap<>();

        void price(String item, int cents) {
            PRICES.put(item, cents);
            forget(item);
        }

        void discount(String customer, int percent) {
            DISCOUNTS.put(customer, percent);
        }

        // The total in cents. Throws UnknownItem.
        int quote(String customer, List<String> items) {
            Key key = Key.of(customer, items);
            if (!remembered.containsKey(key)) {
                remembered.put(key, workOut(customer, items));
            }
            return remembered.get(key);
        }

        private int workOut(String customer, List<String> items) {
            int total = 0;
            for (String item : items) {
                if (!PRICES.containsKey(item)) {
                    throw new UnknownItem(item);
                }
                total += PRICES.get(item);
            }
            return total * (100 - DISCOUNTS.getOrDefault(customer, 0)) / 100;
        }

        // Drops the answers that depend on the price of this item.
        private void forget(String item) {
            remembered.keySet().removeIf(key -> key.items().contains(item));
        }
    }

    String[][] quotes(String[][] days) {
        return Arrays.stream(days).map(commands -> answers(new Desk(), commands)).toArray(String[][]::new);
    }

    private static String[] answers(Desk desk, String[] commands) {
        List<String> found = new ArrayList<>();
        for (String command : commands) {
            List<String> words = List.of(command.split(" "));
            String name = words.get(1);
            switch (words.get(0)) {
                case "price" -> desk.price(name, Integer.parseInt(words.get(2)));
                case "discount" -> desk.discount(name, Integer.parseInt(words.get(2)));
                default -> found.add(name + " " + answer(desk, name, words.subList(2, words.size())));
            }
        }
        return found.toArray(String[]::new);
    }

    private static String answer(Desk desk, String customer, List<String> items) {
        try {
            return Integer.toString(desk.quote(customer, items));
        } catch (UnknownItem unknown) {
            return "unknown " + unknown.getMessage();
        }
    }
}
