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
            return new Key(customer, items.stream().sorted().toList());
        }
    }

    // One day at the counter.
    static class Desk {
        private final Map<String, Integer> prices = new HashMap<>();
        private final Map<String, Integer> discounts = new HashMap<>();
        private final Map<Key, Integer> remembered = new HashMap<>();
        private int saved;

        void price(String item, int cents) {
            prices.put(item, cents);
            remembered.keySet().removeIf(key -> key.items().contains(item));
        }

        void discount(String customer, int percent) {
            discounts.put(customer, percent);
            remembered.keySet().removeIf(key -> key.customer().equals(customer));
        }

        // The total in cents. Throws UnknownItem.
        int quote(String customer, List<String> items) {
            Key key = Key.of(customer, items);
            if (remembered.containsKey(key)) {
                saved++;
            } else {
                remembered.put(key, workOut(customer, items));
            }
            return remembered.get(key);
        }

        private int workOut(String customer, List<String> items) {
            int total = 0;
            for (String item : items) {
                if (!prices.containsKey(item)) {
                    throw new UnknownItem(item);
                }
                total += prices.get(item);
            }
            return total * (100 - discounts.getOrDefault(customer, 0)) / 100;
        }
    }

    String[][] quotes(String[][] days) {
        return Arrays.stream(days).map(commands -> answers(new Desk(), commands)).toArray(String[][]::new);
    }

    int[] saved(String[][] days) {
        int[] counts = new int[days.length];
        for (int day = 0; day < days.length; day++) {
            Desk desk = new Desk();
            answers(desk, days[day]);
            counts[day] = desk.saved;
        }
        return counts;
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
