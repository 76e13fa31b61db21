package greenroom;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON of the judge's requests to null, Boolean, Long, BigInteger, Double, String, List and Map. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Object read(String text) {
        var json = new Json(text);
        Object value = json.value();
        json.space();
        if (json.at < text.length()) throw json.bad();
        return value;
    }

    /** The text in quotes. Half of a surrogate pair is escaped, since UTF-8 has no sign for it. */
    static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c)) escape(c, out);
                    else out.append(c);
                }
            }
        }
        out.append('"');
    }

    private static void escape(char c, StringBuilder out) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) out.append(Character.forDigit(c >> shift & 15, 16));
    }

    private Object value() {
        space();
        char c = peek();
        return switch (c) {
            case '{' -> members();
            case '[' -> items();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        at++;
        if (taken('}')) return members;
        do {
            space();
            String key = string();
            expect(':');
            members.put(key, value());
        } while (taken(','));
        expect('}');
        return members;
    }

    private List<Object> items() {
        var items = new ArrayList<>();
        at++;
        if (taken(']')) return items;
        do items.add(value()); while (taken(','));
        expect(']');
        return items;
    }

    private String string() {
        expect('"');
        int end = at;
        while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\\') end++;
        if (end == text.length()) throw bad();
        if (text.charAt(end) == '"') {
            String plain = text.substring(at, end);
            at = end + 1;
            return plain;
        }
        var out = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) out.append(c == '\\' ? unescaped(next()) : c);
        return out.toString();
    }

    private char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text, at - 4, at, 16);
            }
            default -> c;
        };
    }

    private Object number() {
        int from = at;
        boolean whole = true;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '.' || c == 'e' || c == 'E') whole = false;
            else if (c != '-' && c != '+' && (c < '0' || c > '9')) break;
        }
        if (from == at) throw bad();
        String digits = text.substring(from, at);
        if (!whole) return Double.valueOf(digits);
        return digits.length() < 19 ? (Object) Long.valueOf(digits) : narrow(new BigInteger(digits));
    }

    private static Object narrow(BigInteger value) {
        return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) throw bad();
        at += word.length();
        return value;
    }

    private void space() {
        while (at < text.length() && text.charAt(at) <= ' ') at++;
    }

    private char peek() {
        if (at >= text.length()) throw bad();
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private boolean taken(char c) {
        space();
        boolean here = at < text.length() && text.charAt(at) == c;
        if (here) at++;
        return here;
    }

    private void expect(char c) {
        if (!taken(c)) throw bad();
    }

    private IllegalArgumentException bad() {
        return new IllegalArgumentException("no JSON at character " + at);
    }
}
