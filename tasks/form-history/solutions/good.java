import java.util.*;

class FormHistory {
    record Change(String field, String before, String after) {}

    private final Map<String, String> values;
    private Map<String, String> saved;
    protected final Deque<List<Change>> done = new ArrayDeque<>();
    private final Deque<List<Change>> undone = new ArrayDeque<>();

    FormHistory(Map<String, String> fields) {
        values = new TreeMap<>(fields);
        saved = new TreeMap<>(fields);
    }

    boolean change(String field, String value) {
        if (!values.containsKey(field) || values.get(field).equals(value)) {
            return false;
        }
        remember(new Change(field, values.put(field, value), value));
        return true;
    }

    // Puts a new change on top of what is done. A step is a list of changes; here each has one.
    protected void remember(Change change) {
        done.push(new ArrayList<>(List.of(change)));
        undone.clear();
    }

    boolean undo() {
        if (done.isEmpty()) {
            return false;
        }
        List<Change> step = done.pop();
        step.reversed().forEach(change -> values.put(change.field(), change.before()));
        undone.push(step);
        return true;
    }

    boolean redo() {
        if (undone.isEmpty()) {
            return false;
        }
        List<Change> step = undone.pop();
        step.forEach(change -> values.put(change.field(), change.after()));
        done.push(step);
        return true;
    }

    void save() {
        saved = new TreeMap<>(values);
    }

    String value(String field) {
        return values.get(field);
    }

    String[] unsaved() {
        return values.keySet().stream()
                .filter(field -> !values.get(field).equals(saved.get(field)))
                .toArray(String[]::new);
    }
}

class GroupHistory extends FormHistory {
    private final int most;
    private int open;
    private List<Change> step;

    GroupHistory(Map<String, String> fields, int most) {
        super(fields);
        this.most = most;
    }

    @Override
    protected void remember(Change change) {
        if (step != null) {
            step.add(change);
            return;
        }
        super.remember(change);
        if (done.size() > most) {
            done.removeLast();
        }
        step = open > 0 ? done.peek() : null;
    }

    void begin() {
        open++;
    }

    void end() {
        open = Math.max(0, open - 1);
        if (open == 0) {
            step = null;
        }
    }

    @Override
    boolean undo() {
        endAll();
        return super.undo();
    }

    @Override
    boolean redo() {
        endAll();
        return super.redo();
    }

    private void endAll() {
        open = 0;
        step = null;
    }
}
