import java.util.*;

// The nightly job: readings of water meters in, invoice lines out.
class Solution {
    private static final int ROLLOVER = 100_000;
    private static final int FULL_PRICE_UNITS = 50;

    // What a counter showed on one day. Dates are text, such as 2026-03-01.
    private record Reading(String meter, String date, int counter) {}

    String[] invoices(String[] readings, int price) {
        List<String> lines = new ArrayList<>();
        String meter = null;
        List<Reading> series = new ArrayList<>();
        for (Reading reading : inOrder(readings)) {
            if (!reading.meter().equals(meter)) {
                if (!series.isEmpty()) {
                    lines.add(invoice(series, price));
                }
                meter = reading.meter();
                series = new ArrayList<>();
            }
            take(reading, series);
        }
        return lines.toArray(String[]::new);
    }

    // By meter, and the readings of a meter by date.
    private static List<Reading> inOrder(String[] readings) {
        List<Reading> parsed = new ArrayList<>();
        for (String text : readings) {
            parsed.add(parse(text));
        }
        parsed.sort(Comparator.comparing(Reading::meter).thenComparing(Reading::date).thenComparing(Reading::counter));
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
        int cheapPrice = price * 2 / 3;
        return (long) full * price + (long) cheap * cheapPrice;
    }
}
