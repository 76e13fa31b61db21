package greenroom;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The end of the judge's questions in a JVM: lines of JSON on descriptor 3, one answer for each on descriptor 4. It waits
 * with its compiler warm. It runs in the candidate's own process and is no secret; see docs/sandbox.md for the requests.
 */
final class Shim {
    private static final int ANSWER_BYTES = 1024 * 1024;
    private static final int STACK_BYTES = 32 * 1024 * 1024;

    private final InputStream control;
    private final OutputStream answers;
    private final Compiler compiler;
    private final PrintStream printed = System.out, complained = System.err;
    private Program program = new Program(new Compiled(Map.of()));

    private Shim(Compiler compiler) throws IOException {
        this.compiler = compiler;
        control = new FileInputStream("/proc/self/fd/3");
        answers = new FileOutputStream("/proc/self/fd/4");
    }

    /** Serves until there are no more questions. `warmth` is a file to compile while there is no question yet. */
    static void serve(Compiler compiler, Path warmth, int rounds) throws IOException {
        var shim = new Shim(compiler);
        // On a thread of our own, since its stack may be large: deep recursion is no mistake.
        new Thread(null, () -> shim.work(warmth, rounds), "main", STACK_BYTES).start();
    }

    private void work(Path warmth, int rounds) {
        try {
            for (int round = 0; round < rounds && control.available() == 0; round++) warm(warmth);
            for (String line = line(); line != null; line = line()) {
                var request = (Map<?, ?>) Json.read(line);
                if (request.get("run") instanceof String file) {
                    run((String) request.get("id"), file);
                    return;
                }
                answer((String) request.get("id"), outcome(request));
            }
        } catch (IOException | RuntimeException error) {
            complained.println("The shim cannot go on: " + error);
            System.exit(70);
        }
        System.exit(0);
    }

    /** Compiles something and calls it, for what the JVM learns by that. */
    private void warm(Path warmth) throws IOException {
        try {
            var sample = new Program(compiler.compile(warmth.getFileName().toString(), Files.readString(warmth)));
            var request = (Map<?, ?>) Json.read("{\"args\":[[3,1,2],[[\"a\"],[\"b\",\"\\u00e9\"]],{\"x\":1.5},true,7],\"kw\":{}}");
            Encode.write(sample.call("warm", null, (List<?>) request.get("args"), (Map<?, ?>) request.get("kw"), -1), new StringBuilder());
        } catch (Compiler.NotCompiled | Program.Thrown error) {
            throw new IllegalStateException(error instanceof Program.Thrown thrown ? thrown.error : error);
        }
    }

    /** The answer's body, as JSON without its id. */
    private String outcome(Map<?, ?> request) {
        try {
            var out = new StringBuilder("\"ok\":");
            Encode.write(done(request), out);
            return out.toString();
        } catch (Unfit unfit) {
            return failed(unfit.kind, "Answer", unfit.getMessage(), "");
        } catch (Compiler.NotCompiled error) {
            return failed(error);
        } catch (Program.Thrown thrown) {
            return told(thrown.error);
        } catch (Throwable error) { // memory or stack gave out in our own code
            return told(error);
        }
    }

    private Object done(Map<?, ?> request) throws Compiler.NotCompiled, Program.Thrown, IOException {
        if (request.get("load") instanceof String file) return load(file);
        if (request.containsKey("drop")) {
            program.drop(request.get("drop"));
            return null;
        }
        var args = request.get("args") instanceof List<?> list ? list : List.of();
        var named = request.get("kw") instanceof Map<?, ?> map ? map : Map.of();
        if (request.get("new") instanceof String type) {
            program.make(type, (String) request.get("as"), args, named);
            return null;
        }
        int back = request.get("back") instanceof Long index ? index.intValue() : -1;
        return program.call((String) request.get("call"), request.get("on"), args, named, back);
    }

    private Object load(String file) throws Compiler.NotCompiled, IOException {
        Path path = Path.of(file);
        byte[] source = Files.readAllBytes(path);
        Compiled compiled = Compiled.read(path, source);
        if (compiled == null) {
            compiled = compiler.compile(path.getFileName().toString(), new String(source, StandardCharsets.UTF_8));
            compiled.write(path, source);
        }
        program = new Program(compiled);
        return null;
    }

    /** Runs the file as a program. Its threads may go on after main; the process ends with the last of them. */
    private void run(String id, String file) throws IOException {
        try {
            load(file);
            Method main = program.main();
            if (main == null) throw Unfit.missing("There is no main method for the program to begin with.");
            program.start(main);
        } catch (Compiler.NotCompiled error) {
            answer(id, failed(error));
        } catch (Program.Thrown thrown) {
            complained.print("Exception in thread \"main\" " + Traces.trace(thrown.error, program.own()));
            System.exit(1);
        } catch (Unfit unfit) {
            complained.println(unfit.getMessage());
            System.exit(1);
        }
    }

    private String told(Throwable error) {
        Set<String> own = program.own();
        String kind = error instanceof OutOfMemoryError ? "memory" : "raised";
        return failed(kind, error.getClass().getSimpleName(), Traces.message(error), Traces.trace(error, own));
    }

    private static String failed(Compiler.NotCompiled error) {
        return failed("syntax", error.where, error.getMessage(), error.everything);
    }

    private static String failed(String kind, String type, String message, String trace) {
        var out = new StringBuilder("\"err\":{");
        String[] pairs = {"kind", kind, "type", type, "msg", message, "tb", trace};
        for (int i = 0; i < pairs.length; i += 2) {
            Json.quote(pairs[i], out.append(i == 0 ? "" : ","));
            Json.quote(pairs[i + 1], out.append(':'));
        }
        return out.append('}').toString();
    }

    private String line() throws IOException {
        var chunk = new byte[65536];
        int held = 0;
        for (int got; (got = control.read(chunk, held, chunk.length - held)) > 0; ) {
            held += got;
            if (chunk[held - 1] == '\n') return new String(chunk, 0, held, StandardCharsets.UTF_8);
            if (held == chunk.length) chunk = Arrays.copyOf(chunk, held * 2);
        }
        return null;
    }

    /** Writes one answer, after everything that was printed before it. */
    private void answer(String id, String body) throws IOException {
        for (PrintStream stream : new PrintStream[] {printed, complained, System.out, System.err})
            try {
                stream.flush();
            } catch (Throwable theirs) {
                continue; // whatever the program has put in their place
            }
        byte[] line = encoded(id, body);
        if (line.length > ANSWER_BYTES) line = encoded(id, failed("size", "Answer", "The answer is larger than 1 MB.", ""));
        answers.write(line);
    }

    private static byte[] encoded(String id, String body) {
        var out = new StringBuilder("{\"id\":");
        Json.quote(id, out);
        return out.append(',').append(body).append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
