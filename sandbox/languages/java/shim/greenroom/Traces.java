package greenroom;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Errors as the candidate would see them at home: their own frames and what those called, none of ours. */
final class Traces {
    private static final int FRAMES = 100;
    private static final int MESSAGE = 2000;
    private static final int TRACE = 16000;

    private final Set<String> own;
    private final StringBuilder out = new StringBuilder();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Traces(Set<String> own) {
        this.own = own;
    }

    static String trace(Throwable error, Set<String> own) {
        var traces = new Traces(own);
        try {
            traces.add(error, "");
        } catch (Throwable broken) {
            traces.out.append("\t... and an error that cannot be told\n"); // its own methods fail
        }
        return cut(traces.out.toString(), TRACE);
    }

    static String message(Throwable error) {
        try {
            String message = error.getMessage();
            return message == null ? "" : cut(message, MESSAGE);
        } catch (Throwable broken) {
            return "an error that cannot say what it is";
        }
    }

    private void add(Throwable error, String before) {
        if (!seen.add(error) || out.length() > TRACE) return;
        String message = message(error);
        out.append(before).append(error.getClass().getName()).append(message.isEmpty() ? "" : ": ").append(message).append('\n');
        StackTraceElement[] frames = error.getStackTrace();
        int last = last(frames);
        for (int i = 0; i <= last && i < FRAMES; i++) out.append("\tat ").append(frames[i]).append('\n');
        if (last >= FRAMES) out.append("\t... ").append(last + 1 - FRAMES).append(" more\n");
        if (error.getCause() != null) add(error.getCause(), "Caused by: ");
        for (Throwable other : error.getSuppressed()) add(other, "Suppressed: ");
    }

    /** The last frame that is the candidate's: below it there is only what called them. */
    private int last(StackTraceElement[] frames) {
        int last = frames.length - 1;
        while (last >= 0 && !own.contains(frames[last].getClassName())) last--;
        return last;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
