package greenroom;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedCollection;

/** An answer as JSON text, from what the candidate's function returned. */
final class Encode {
    private static final int DEPTH = 64;
    private static final int DIGITS = 400;
    private static final int MOST = 1024 * 1024;
    private static final String ALLOWED =
            "Return null, booleans, numbers, text, arrays, lists, records, or maps with keys of text.";

    private final StringBuilder out;

    private Encode(StringBuilder out) {
        this.out = out;
    }

    static void write(Object value, StringBuilder out) {
        new Encode(out).value(value, DEPTH);
    }

    private void value(Object value, int depth) {
        if (out.length() > MOST) throw new Unfit("size", "The answer is larger than 1 MB.");
        switch (value) {
            case null -> out.append("null");
            case Boolean truth -> out.append(truth.booleanValue());
            case Integer whole -> out.append(whole.intValue());
            case Long whole -> out.append(whole.longValue());
            case String text -> Json.quote(text, out);
            case Double number -> out.append(finite(number));
            case Float number -> finite(number.doubleValue(), out, number.toString());
            case Short whole -> out.append(whole.shortValue());
            case Byte whole -> out.append(whole.byteValue());
            case Character c -> Json.quote(c.toString(), out);
            case BigInteger whole -> out.append('"').append(digits(whole.toString())).append('"');
            case BigDecimal number -> out.append(digits(number.toString()));
            case CharSequence text -> Json.quote(text.toString(), out);
            default -> structure(value, depth);
        }
    }

    private void structure(Object value, int depth) {
        if (depth == 0) throw Unfit.value("The answer is nested more than " + DEPTH + " deep, or holds itself.");
        Class<?> type = value.getClass();
        if (value instanceof int[] numbers) ints(numbers);
        else if (type.isArray()) array(value, depth);
        else if (value instanceof SequencedCollection<?> || value instanceof Queue<?>) items((Iterable<?>) value, depth);
        else if (value instanceof Map<?, ?> map) members(map, depth);
        else if (value instanceof Optional<?> optional) value(optional.orElse(null), depth);
        else if (Nodes.isTree(type) || Nodes.isLinked(type)) items(Nodes.values(value), depth);
        else items(parts(value, type), depth);
    }

    private void ints(int[] numbers) {
        String comma = "[";
        for (int number : numbers) {
            out.append(comma).append(number);
            comma = ",";
            if (out.length() > MOST) break;
        }
        out.append(numbers.length == 0 ? "[]" : "]");
        if (out.length() > MOST) throw new Unfit("size", "The answer is larger than 1 MB.");
    }

    private void array(Object array, int depth) {
        out.append('[');
        for (int i = 0; i < Array.getLength(array); i++) {
            if (i > 0) out.append(',');
            value(Array.get(array, i), depth - 1);
        }
        out.append(']');
    }

    private void items(Iterable<?> items, int depth) {
        String comma = "";
        out.append('[');
        for (Object item : items) {
            out.append(comma);
            value(item, depth - 1);
            comma = ",";
        }
        out.append(']');
    }

    private void members(Map<?, ?> map, int depth) {
        String comma = "";
        out.append('{');
        for (Map.Entry<?, ?> each : map.entrySet()) {
            if (!(each.getKey() instanceof String || each.getKey() instanceof Character))
                throw Unfit.value("The answer holds a map with a key of type " + name(each.getKey()) + ". Keys must be text.");
            out.append(comma);
            Json.quote(each.getKey().toString(), out);
            out.append(':');
            value(each.getValue(), depth - 1);
            comma = ",";
        }
        out.append('}');
    }

    /** The values of a tuple: a record's, or those that component1(), component2() and so on give. */
    private static List<Object> parts(Object value, Class<?> type) {
        var parts = new ArrayList<>();
        try {
            if (type.isRecord()) {
                for (var component : type.getRecordComponents()) parts.add(asked(component.getAccessor(), value));
                return parts;
            }
            for (int i = 1; ; i++) parts.add(asked(type.getMethod("component" + i), value));
        } catch (NoSuchMethodException end) {
            if (!parts.isEmpty()) return parts;
            throw Unfit.value("The answer holds a " + name(value) + ". " + ALLOWED);
        }
    }

    private static Object asked(Method accessor, Object value) {
        try {
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (InvocationTargetException error) {
            throw Unfit.value("The answer cannot be read: " + error.getCause());
        } catch (ReflectiveOperationException error) {
            throw Unfit.value("The answer cannot be read.");
        }
    }

    private static String name(Object value) {
        return value == null ? "null" : value.getClass().getSimpleName();
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) throw Unfit.value("The answer holds " + value + ", which is no number.");
        return value;
    }

    private static void finite(double value, StringBuilder out, String shown) {
        finite(value);
        out.append(shown);
    }

    private static String digits(String text) {
        if (text.length() > DIGITS + 1) throw Unfit.value("The answer holds a number of more than " + DIGITS + " digits.");
        return text;
    }
}
