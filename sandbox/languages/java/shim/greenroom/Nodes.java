package greenroom;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Linked lists and trees: classes with `val` and `next`, or `val`, `left` and `right`, the candidate's own or ours. */
final class Nodes {
    private static final int MOST = 1_000_000;

    private final Class<?> type;
    private final Field val;
    private final Map<TypeVariable<?>, Type> known;

    private Nodes(Class<?> type, Map<TypeVariable<?>, Type> known) {
        this.type = type;
        this.val = field(type, "val");
        this.known = known;
    }

    static boolean isLinked(Class<?> type) {
        return field(type, "val") != null && field(type, "next") != null;
    }

    static boolean isTree(Class<?> type) {
        return field(type, "val") != null && field(type, "left") != null && field(type, "right") != null;
    }

    static Object linked(Class<?> type, List<?> values, Map<TypeVariable<?>, Type> known) {
        var nodes = new Nodes(type, known);
        Object first = null;
        for (Object value : values.reversed()) {
            Object node = nodes.made(value);
            set(field(type, "next"), node, first);
            first = node;
        }
        return first;
    }

    /** From level order, where null stands for a child that is not there. */
    static Object tree(Class<?> type, List<?> values, Map<TypeVariable<?>, Type> known) {
        if (values.isEmpty() || values.getFirst() == null) return null;
        var nodes = new Nodes(type, known);
        Field[] sides = {field(type, "left"), field(type, "right")};
        Object root = nodes.made(values.getFirst());
        var open = new ArrayDeque<>(List.of(root));
        for (int i = 1; i < values.size(); i++) {
            Object parent = i % 2 == 1 ? open.peek() : open.poll();
            if (parent == null) throw Unfit.value("The tree has a child without a parent.");
            if (values.get(i) == null) continue;
            Object child = nodes.made(values.get(i));
            set(sides[(i + 1) % 2], parent, child);
            open.add(child);
        }
        return root;
    }

    static List<Object> values(Object node) {
        Class<?> type = node.getClass();
        return isTree(type) ? levels(node, type) : links(node, type);
    }

    private static List<Object> links(Object first, Class<?> type) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var values = new ArrayList<>();
        Field val = field(type, "val"), next = field(type, "next");
        for (Object node = first; node != null; node = get(next, node)) {
            if (!seen.add(node)) throw Unfit.value("The linked list has no end: a node is in it twice.");
            values.add(get(val, node));
            bound(values);
        }
        return values;
    }

    private static List<Object> levels(Object root, Class<?> type) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var values = new ArrayList<>();
        Field val = field(type, "val"), left = field(type, "left"), right = field(type, "right");
        List<Object> level = List.of(root);
        while (!level.isEmpty()) {
            var below = new ArrayList<>();
            for (Object node : level) {
                values.add(node == null ? null : get(val, node));
                bound(values);
                if (node == null) continue;
                if (!seen.add(node)) throw Unfit.value("The tree holds a node twice.");
                below.add(get(left, node));
                below.add(get(right, node));
            }
            level = below;
        }
        while (values.getLast() == null) values.removeLast();
        return values;
    }

    private static void bound(List<?> values) {
        if (values.size() > MOST) throw new Unfit("size", "The answer is larger than 1 MB.");
    }

    private Object made(Object value) {
        try {
            Object node = blank();
            val.set(node, Decode.to(val.getGenericType(), value, known));
            return node;
        } catch (ReflectiveOperationException error) {
            throw Unfit.missing("a " + type.getSimpleName() + " cannot be made");
        }
    }

    /** The constructor with the fewest parameters, all of them nothing: the fields are set afterwards. */
    private Object blank() throws ReflectiveOperationException {
        Constructor<?> fewest = null;
        for (Constructor<?> each : type.getDeclaredConstructors())
            if (fewest == null || each.getParameterCount() < fewest.getParameterCount()) fewest = each;
        if (fewest == null) throw new NoSuchMethodException();
        fewest.setAccessible(true);
        var blanks = new Object[fewest.getParameterCount()];
        for (int i = 0; i < blanks.length; i++) blanks[i] = Decode.blank(fewest.getParameterTypes()[i]);
        return fewest.newInstance(blanks);
    }

    private static Field field(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException | RuntimeException none) {
            return null;
        }
    }

    private static Object get(Field field, Object node) {
        try {
            return field.get(node);
        } catch (ReflectiveOperationException error) {
            throw Unfit.value("The answer cannot be read.");
        }
    }

    private static void set(Field field, Object node, Object value) {
        try {
            field.set(node, value);
        } catch (ReflectiveOperationException error) {
            throw Unfit.missing("a node's " + field.getName() + " cannot be set");
        }
    }
}
