import java.util.*;
import java.util.function.*;

class Solution {
    private interface Piece {
        // The text for this item, or null where a field is missing.
        String render(Map<String, String> item);

        default String shown(Map<String, String> item) {
            return render(item);
        }
    }

    private record Text(String text) implements Piece {
        public String render(Map<String, String> item) {
            return text;
        }
    }

    private record Field(String name, List<UnaryOperator<String>> filters) implements Piece {
        public String render(Map<String, String> item) {
            String value = item.get(name);
            for (UnaryOperator<String> filter : filters) {
                value = filter.apply(value);
            }
            return value;
        }

        public String shown(Map<String, String> item) {
            String text = render(item);
            return text == null ? "?" + name + "?" : text;
        }
    }

    // Pieces that are printed together or not at all.
    private record Together(List<Piece> pieces) implements Piece {
        public String render(Map<String, String> item) {
            StringBuilder text = new StringBuilder();
            for (Piece piece : pieces) {
                String one = piece.render(item);
                if (one == null) {
                    return "";
                }
                text.append(one);
            }
            return text.toString();
        }
    }

    String[] labels(String template, List<Map<String, String>> items) {
        return printed(parse(template, false), items);
    }

    String[] shortLabels(String template, List<Map<String, String>> items) {
        return printed(parse(template, true), items);
    }

    private static String[] printed(List<Piece> pieces, List<Map<String, String>> items) {
        List<String> labels = new ArrayList<>();
        for (Map<String, String> item : items) {
            StringBuilder label = new StringBuilder();
            pieces.forEach(piece -> label.append(piece.shown(item)));
            labels.add(label.toString());
        }
        return labels.toArray(String[]::new);
    }

    private static List<Piece> parse(String template, boolean brackets) {
        List<Piece> outer = new ArrayList<>();
        List<Piece> pieces = outer;
        int at = 0;
        while (at < template.length()) {
            char character = template.charAt(at);
            if (template.startsWith("{{", at) || template.startsWith("}}", at)) {
                pieces.add(new Text(String.valueOf(character)));
                at += 2;
            } else if (character == '{') {
                int end = template.indexOf('}', at);
                pieces.add(parseField(template.substring(at + 1, end)));
                at = end + 1;
            } else {
                if (brackets && character == '[') {
                    pieces = new ArrayList<>();
                    outer.add(new Together(pieces));
                } else if (brackets && character == ']') {
                    pieces = outer;
                } else {
                    pieces.add(new Text(String.valueOf(character)));
                }
                at++;
            }
        }
        return outer;
    }

    private static Piece parseField(String inside) {
        String[] words = inside.split("\\|", -1);
        List<UnaryOperator<String>> filters = new ArrayList<>();
        for (int at = 1; at < words.length; at++) {
            UnaryOperator<String> filter = parseFilter(words[at]);
            if (filter == null) {
                return new Text("!" + words[at] + "!");
            }
            filters.add(filter);
        }
        return new Field(words[0], filters);
    }

    // The filter, or null where what is written cannot be right.
    private static UnaryOperator<String> parseFilter(String written) {
        String[] words = written.split(" ", 2);
        String name = words[0];
        if (words.length == 1) {
            return switch (name) {
                case "upper" -> unlessMissing(String::toUpperCase);
                case "lower" -> unlessMissing(String::toLowerCase);
                case "trim" -> unlessMissing(String::strip);
                default -> null;
            };
        }
        String rest = words[1];
        if (name.equals("default") && !rest.isEmpty()) {
            return value -> value == null || value.isEmpty() ? rest : value;
        }
        if (!rest.matches("[0-9]{1,3}")) {
            return null;
        }
        int count = Integer.parseInt(rest);
        return switch (name) {
            case "first" -> unlessMissing(value -> value.substring(0, Math.min(count, value.length())));
            case "zeros" -> unlessMissing(value -> "0".repeat(Math.max(0, count - value.length())) + value);
            default -> null;
        };
    }

    private static UnaryOperator<String> unlessMissing(UnaryOperator<String> filter) {
        return value -> value == null ? null : filter.apply(value);
    }
}
