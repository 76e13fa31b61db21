package greenroom;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A request's plain values as what the candidate's own function declares. */
final class Decode {
    private Decode() {}

    static Object to(Type type, Object json) {
        return to(type, json, Map.of());
    }

    /** The value that stands for nothing: 0, false or null. */
    static Object blank(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    /** `known` says what the type's variables stand for. */
    static Object to(Type type, Object json, Map<TypeVariable<?>, Type> known) {
        return switch (type) {
            case Class<?> plain -> plain(plain, List.of(), json, known);
            case ParameterizedType made -> plain(
                    (Class<?>) made.getRawType(), List.of(made.getActualTypeArguments()), json, known);
            case GenericArrayType array -> {
                Type of = array.getGenericComponentType();
                yield array(raw(of, known), of, json, known);
            }
            case WildcardType wild -> to(wild.getUpperBounds()[0], json, known);
            case TypeVariable<?> variable -> to(known.getOrDefault(variable, Object.class), json, known);
            default -> throw Unfit.missing("a parameter has the type " + type.getTypeName() + ", which no value can be given for");
        };
    }

    private static Object plain(Class<?> type, List<Type> inner, Object json, Map<TypeVariable<?>, Type> known) {
        if (json == null) {
            if (type == Optional.class) return Optional.empty();
            if (type.isPrimitive()) throw misfit(type, null);
            return null;
        }
        if (type == int.class || type == Integer.class) return (int) whole(type, json, Integer.MIN_VALUE, Integer.MAX_VALUE);
        if (type == long.class || type == Long.class) return whole(type, json, Long.MIN_VALUE, Long.MAX_VALUE);
        if (type == String.class && json instanceof String) return json;
        if (type == boolean.class || type == Boolean.class) return json instanceof Boolean ? json : refuse(type, json);
        if (type == double.class || type == Double.class) return number(type, json).doubleValue();
        if (type.isArray()) return array(type.getComponentType(), type.getComponentType(), json, known);
        if (type == float.class || type == Float.class) return number(type, json).floatValue();
        if (type == short.class || type == Short.class) return (short) whole(type, json, Short.MIN_VALUE, Short.MAX_VALUE);
        if (type == byte.class || type == Byte.class) return (byte) whole(type, json, Byte.MIN_VALUE, Byte.MAX_VALUE);
        if (type == char.class || type == Character.class) return character(type, json);
        if (type == BigInteger.class) return big(type, json);
        if (type == BigDecimal.class) return new BigDecimal(number(type, json).toString());
        if (type == CharSequence.class && json instanceof String || type == Number.class && json instanceof Number) return json;
        if (type == Object.class || type == Comparable.class || type == java.io.Serializable.class) return json;
        if (type == Optional.class) return Optional.of(to(at(inner, 0), json, known));
        if (Iterable.class.isAssignableFrom(type)) return collection(type, at(inner, 0), json, known);
        if (Map.class.isAssignableFrom(type)) return map(type, at(inner, 1), json, known);
        return object(type, inner, json, known);
    }

    private static Object array(Class<?> of, Type generic, Object json, Map<TypeVariable<?>, Type> known) {
        List<?> items = list(of.arrayType(), json);
        if (of == int.class) return ints(items);
        Object array = Array.newInstance(of, items.size());
        for (int i = 0; i < items.size(); i++) Array.set(array, i, to(generic, items.get(i), known));
        return array;
    }

    /** The most common array, without a box for each number. */
    private static int[] ints(List<?> items) {
        var array = new int[items.size()];
        for (int i = 0; i < array.length; i++)
            array[i] = (int) whole(int.class, items.get(i), Integer.MIN_VALUE, Integer.MAX_VALUE);
        return array;
    }

    private static Object collection(Class<?> type, Type inner, Object json, Map<TypeVariable<?>, Type> known) {
        List<?> items = list(type, json);
        Collection<Object> made;
        if (type.isAssignableFrom(ArrayList.class)) made = new ArrayList<>(items.size());
        else if (type.isAssignableFrom(LinkedList.class)) made = type == Deque.class ? new ArrayDeque<>() : new LinkedList<>();
        else if (SortedSet.class.isAssignableFrom(type) && type.isAssignableFrom(TreeSet.class)) made = new TreeSet<>();
        else if (Set.class.isAssignableFrom(type) && type.isAssignableFrom(LinkedHashSet.class)) made = new LinkedHashSet<>();
        else made = empty(type);
        for (Object item : items) made.add(to(inner, item, known));
        return made;
    }

    private static Object map(Class<?> type, Type inner, Object json, Map<TypeVariable<?>, Type> known) {
        if (!(json instanceof Map<?, ?> members)) throw misfit(type, json);
        Map<Object, Object> made;
        if (type == Map.class || type == HashMap.class) made = new HashMap<>();
        else if (type == LinkedHashMap.class) made = new LinkedHashMap<>();
        else if (SortedMap.class.isAssignableFrom(type) && type.isAssignableFrom(TreeMap.class)) made = new TreeMap<>();
        else made = empty(type);
        members.forEach((key, value) -> made.put(key, to(inner, value, known)));
        return made;
    }

    @SuppressWarnings("unchecked")
    private static <T> T empty(Class<?> type) {
        try {
            return (T) type.getConstructor().newInstance();
        } catch (ReflectiveOperationException none) {
            throw Unfit.missing("a parameter has the type " + type.getSimpleName() + ", which no value can be made for");
        }
    }

    /** A node, or what stands for a tuple: a record, or a class with one constructor parameter for each of its values. */
    private static Object object(Class<?> type, List<Type> inner, Object json, Map<TypeVariable<?>, Type> outer) {
        var known = new HashMap<>(outer);
        for (int i = 0; i < inner.size(); i++) known.put(type.getTypeParameters()[i], inner.get(i));
        if (json instanceof Map<?, ?> tagged && tagged.size() == 1) {
            if (tagged.get("$linked") instanceof List<?> values) return Nodes.linked(type, values, known);
            if (tagged.get("$tree") instanceof List<?> values) return Nodes.tree(type, values, known);
        }
        List<?> items = list(type, json);
        for (Constructor<?> each : type.getDeclaredConstructors())
            if (each.getParameterCount() == items.size() && !each.isSynthetic()) return built(each, items, known);
        throw misfit(type, json);
    }

    private static Object built(Constructor<?> constructor, List<?> items, Map<TypeVariable<?>, Type> known) {
        Type[] types = constructor.getGenericParameterTypes();
        var values = new Object[types.length];
        for (int i = 0; i < values.length; i++) values[i] = to(types[i], items.get(i), known);
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException error) {
            throw Unfit.value("The constructor of " + constructor.getName() + " failed: " + error.getCause());
        } catch (ReflectiveOperationException error) {
            throw Unfit.missing("a " + constructor.getDeclaringClass().getSimpleName() + " cannot be made");
        }
    }

    private static List<?> list(Class<?> type, Object json) {
        if (json instanceof List<?> items) return items;
        if (json instanceof Map<?, ?> tagged && tagged.get("$tuple") instanceof List<?> items) return items;
        throw misfit(type, json);
    }

    private static Class<?> raw(Type type, Map<TypeVariable<?>, Type> known) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType made -> (Class<?>) made.getRawType();
            case GenericArrayType array -> raw(array.getGenericComponentType(), known).arrayType();
            case TypeVariable<?> variable -> raw(known.getOrDefault(variable, Object.class), known);
            default -> Object.class;
        };
    }

    private static Type at(List<Type> inner, int index) {
        return index < inner.size() ? inner.get(index) : Object.class;
    }

    private static long whole(Class<?> type, Object json, long least, long most) {
        if (json instanceof Long value && least <= value && value <= most) return value;
        if (json instanceof Double value && value == Math.rint(value) && least <= value && value <= most) return value.longValue();
        throw misfit(type, json);
    }

    private static Number number(Class<?> type, Object json) {
        return json instanceof Number value ? value : (Number) refuse(type, json);
    }

    private static BigInteger big(Class<?> type, Object json) {
        return switch (json) {
            case String digits when digits.matches("-?[0-9]{1,400}") -> new BigInteger(digits);
            case Long value -> BigInteger.valueOf(value);
            case BigInteger value -> value;
            default -> throw misfit(type, json);
        };
    }

    private static char character(Class<?> type, Object json) {
        if (json instanceof String text && text.length() == 1) return text.charAt(0);
        throw misfit(type, json);
    }

    private static Object refuse(Class<?> type, Object json) {
        throw misfit(type, json);
    }

    private static Unfit misfit(Class<?> type, Object json) {
        String shown = String.valueOf(json);
        if (shown.length() > 60) shown = shown.substring(0, 60) + "…";
        return Unfit.value("A parameter of your function is declared " + type.getSimpleName() + ", and the case gives " + shown
                + ". Keep the types of the starter code.");
    }
}
