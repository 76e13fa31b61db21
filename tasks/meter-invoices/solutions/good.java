import java.util.*;

// The nightly job: readings of water meters in, invoice lines out.
class Solution {
    private static final int ROLLOVER = 100_000;
    private static final int FULL_PRICE_UNITS = 50;

    // What a counter showed on one day. Dates are text, such as 2026-03-01.
    private record Reading(String meter, String date, int counter) {}

    String[] invoices(String[] readings, int price) {
        return byMeter(readings).stream().map(series -> invoice(series, price)).toArray(String[]::new);
    }

    String[] jumps(String[] readings, int factor) {
        List<String> found = new ArrayList<>();
        for (List<Reading> series : byMeter(readings)) {
            List<Integer> used = steps(series);
            boolean jumped = false;
            for (int at = 1; at < used.size(); at++) {
                jumped |= used.get(at) > (long) factor * used.get(at - 1);
            }
            if (jumped) {
                found.add(series.getFirst().meter());
            }
        }
        return found.toArray(String[]::new);
    }

    // The series of each meter, corrections made.
    private static Collection<List<Reading>> byMeter(String[] readings) {
        Map<String, List<Reading>> found = new TreeMap<>();
        for (Reading reading : inOrder(readings)) {
            take(reading, found.computeIfAbsent(reading.meter(), meter -> new ArrayList<>()));
        }
        return found.values();
    }

    // By meter, and the readings of a meter by date.
    private static List<Reading> inOrder(String[] readings) {
        List<Reading> parsed = new ArrayList<>();
        for (String text : readings) {
            parsed.add(parse(text));
        }
        parsed.sort(Comparator.comparing(Reading::meter).thenComparing(Reading::date));
        return parsed;
    }

    private static Reading parse(String text) {
        String[] words = text.split(" ");
        return new Reading(words[0], words[1], Integer.parseInt(words[2]));
    }

    // Puts the reading at the end of its meter's series. A later one of the same day is a correction.
    private static void take(Reading reading, List<Reading> series) {
        if (!series.isEmpty() && series.getLast().date().equals(reading.date())) {
            series.set(series.size() - 1, reading);
        } else {
            series.add(reading);
        }
    }

    // The line for one meter, whose readings are in order.
    private static String invoice(List<Reading> series, int price) {
        Reading first = series.getFirst();
        if (series.size() < 2) {
            return first.meter() + " needs a second reading";
        }
        int units = 0;
        for (int step : steps(series)) {
            units += step;
        }
        String dates = first.date() + " to " + series.getLast().date();
        return first.meter() + " " + dates + ": " + units + " units, " + cost(units, price) + " cents";
    }

    // The units from each reading to the next one.
    private static List<Integer> steps(List<Reading> series) {
        List<Integer> used = new ArrayList<>();
        for (int at = 1; at < series.size(); at++) {
            int units = series.get(at).counter() - series.get(at - 1).counter();
            used.add(units < 0 ? units + ROLLOVER : units);
        }
        return used;
    }

    // In cents: the first units at the full price, the others at two thirds of it.
    private static long cost(int units, int price) {
        int full = Math.min(units, FULL_PRICE_UNITS);
        int cheap = units - full;
        return (long) full * price + (long) cheap * price * 2 / 3;
    }
}
