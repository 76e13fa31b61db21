import java.util.*;
import java.util.function.*;

// Labels for the shelves of a shop: a template, filled from the fields of each item.
class Solution {
    private static final Map<String, UnaryOperator<String>> FILTERS = Map.of(
            "upper", String::toUpperCase,
            "lower", String::toLowerCase,
            "trim", String::strip);

    private interface Piece {
        String render(Map<String, String> item);
    }

    // A piece of the template that is printed as it is.
    private record Text(String text) implements Piece {
        public String render(Map<String, String> item) {
            return text;
        }
    }

    // A piece that each item fills. `filter` is the name of one, or empty.
    private record Field(String name, String filter) implements Piece {
        public String render(Map<String, String> item) {
            if (!filter.isEmpty() && !FILTERS.containsKey(filter)) {
                return "!" + filter + "!";
            }
            if (!item.containsKey(name)) {
                return "?" + name + "?";
            }
            String value = item.get(name);
            return filter.isEmpty() ? value : FILTERS.get(filter).apply(value);
        }
    }

    String[] labels(String template, List<Map<String, String>> items) {
        List<Piece> pieces = parse(template);
        List<String> labels = new ArrayList<>();
        for (Map<String, String> item : items) {
            StringBuilder label = new StringBuilder();
            for (Piece piece : pieces) {
                label.append(piece.render(item));
            }
            labels.add(label.toString());
        }
        return labels.toArray(String[]::new);
    }

    // The pieces of a template, in their order.
    private static List<Piece> parse(String template) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            if (template.startsWith("{{", at) || template.startsWith("}}", at)) {
                text.append(template.charAt(at));
                at += 2;
            } else if (template.charAt(at) == '{') {
                int end = template.indexOf('}', at);
                pieces.add(new Text(text.toString()));
                pieces.add(parseField(template.substring(at + 1, end)));
                text.setLength(0);
                at = end + 1;
            } else {
                text.append(template.charAt(at));
                at++;
            }
        }
        pieces.add(new Text(text.toString()));
        return pieces;
    }

    // The field between two braces: `name` or `name|filter`.
    private static Field parseField(String inside) {
        String[] words = inside.split("\\|", 2);
        return new Field(words[0], words.length > 1 ? words[1] : "");
    }
}
