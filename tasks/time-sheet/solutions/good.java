import java.util.*;
import java.util.regex.*;

class Solution {
    private static final Pattern HOURS = Pattern.compile("([0-9]+)h");
    private static final Pattern MINUTES = Pattern.compile("([0-9]+)m");
    private static final Pattern BOTH = Pattern.compile("([0-9]+)h *([0-9]+)m");
    private static final Pattern CLOCK = Pattern.compile("([0-9]+):([0-9]{2})");
    private static final Pattern POINT = Pattern.compile("([0-9]+)\\.([0-9]{1,2})h");
    private static final int TOO_MUCH = 100_000;

    Integer minutesOf(String entry) {
        int minutes = understood(entry.strip());
        return minutes >= 1 && minutes <= 24 * 60 ? minutes : null;
    }

    // Minutes, or -1 for what is none of the forms.
    private static int understood(String text) {
        Matcher found = HOURS.matcher(text);
        if (found.matches()) {
            return number(found.group(1)) * 60;
        }
        found = MINUTES.matcher(text);
        if (found.matches()) {
            return number(found.group(1));
        }
        for (Pattern pattern : List.of(BOTH, CLOCK)) {
            found = pattern.matcher(text);
            if (found.matches()) {
                int minutes = number(found.group(2));
                return minutes < 60 ? number(found.group(1)) * 60 + minutes : -1;
            }
        }
        found = POINT.matcher(text);
        if (found.matches()) {
            String digits = found.group(2);
            int hundredths = number(found.group(1)) * 100 + number(digits.length() == 1 ? digits + "0" : digits);
            return hundredths % 5 == 0 ? hundredths / 5 * 3 : -1;
        }
        return -1;
    }

    // Whatever is larger than anything that counts comes down to one number.
    private static int number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 5 ? TOO_MUCH : Integer.parseInt(significant);
    }

    String[] report(String[] lines) {
        Map<String, Integer> sums = new LinkedHashMap<>();
        List<String> bad = new ArrayList<>();
        for (int number = 1; number <= lines.length; number++) {
            String text = lines[number - 1];
            text = (text.contains("#") ? text.substring(0, text.indexOf('#')) : text).strip();
            if (text.isEmpty()) {
                continue;
            }
            int colon = text.indexOf(':');
            String name = colon < 0 ? "" : text.substring(0, colon).strip();
            Integer minutes = minutesOf(text.substring(colon + 1));
            if (name.isEmpty()) {
                bad.add("line " + number + ": no project");
            } else if (minutes == null) {
                bad.add("line " + number + ": no time");
            } else {
                sums.merge(name, minutes, Integer::sum);
            }
        }
        List<String> all = new ArrayList<>();
        sums.forEach((name, total) -> all.add("%s %dh %02dm".formatted(name, total / 60, total % 60)));
        all.addAll(bad);
        return all.toArray(String[]::new);
    }
}
