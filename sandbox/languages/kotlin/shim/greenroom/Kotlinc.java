package greenroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jetbrains.kotlin.cli.common.arguments.K2JVMCompilerArguments;
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSeverity;
import org.jetbrains.kotlin.cli.common.messages.CompilerMessageSourceLocation;
import org.jetbrains.kotlin.cli.common.messages.MessageCollector;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.jetbrains.kotlin.config.Services;

/** The Kotlin compiler, kept in memory. It takes files and gives files, in a directory of its own. */
final class Kotlinc implements Compiler {
    private static final String LIBRARIES = "/usr/lib/kotlin/kotlin-stdlib.jar:/usr/lib/kotlin/kotlinx-coroutines-core-jvm.jar:";

    private final K2JVMCompiler compiler = new K2JVMCompiler();
    private final Path given;

    Kotlinc(Path given) {
        this.given = given;
    }

    @Override
    public Compiled compile(String file, String source) throws NotCompiled {
        try {
            Path work = Files.createTempDirectory("kotlin");
            try {
                Path input = Files.writeString(work.resolve(file), source), output = work.resolve("out");
                var said = new Said(file);
                compiler.exec(said, Services.EMPTY, arguments(input, output));
                if (said.mistakes > 0) throw said.told();
                return new Compiled(classes(output));
            } finally {
                removed(work);
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private K2JVMCompilerArguments arguments(Path input, Path output) {
        var arguments = new K2JVMCompilerArguments();
        arguments.setFreeArgs(List.of(input.toString()));
        arguments.setDestination(output.toString());
        arguments.setClasspath(LIBRARIES + given);
        arguments.setNoStdlib(true);
        arguments.setNoReflect(true);
        arguments.setJavaParameters(true);
        arguments.setJvmTarget("25");
        arguments.setDisableDefaultScriptingPlugin(true);
        arguments.setSuppressWarnings(true);
        arguments.setStringConcat("inline"); // what is made at run time by the JVM costs each program its first calls
        arguments.setLambdas("class");
        arguments.setSamConversions("class");
        return arguments;
    }

    private static LinkedHashMap<String, byte[]> classes(Path output) throws IOException {
        var classes = new LinkedHashMap<String, byte[]>();
        try (var every = Files.walk(output)) {
            for (Path file : (Iterable<Path>) every.sorted()::iterator) {
                String name = output.relativize(file).toString();
                if (name.endsWith(".class")) classes.put(name.substring(0, name.length() - 6).replace('/', '.'), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private static void removed(Path directory) throws IOException {
        try (var every = Files.walk(directory)) {
            for (Path file : every.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(file);
        }
    }

    /** What the compiler says, as kotlinc would print it. */
    private static final class Said implements MessageCollector {
        final String file;
        final List<String> lines = new ArrayList<>();
        String where, first;
        int mistakes;

        Said(String file) {
            this.file = file;
            this.where = file;
        }

        @Override
        public void report(CompilerMessageSeverity severity, String message, CompilerMessageSourceLocation at) {
            if (!severity.isError()) return;
            String place = at == null ? file : file + ":" + at.getLine() + ":" + at.getColumn();
            lines.add(place + ": error: " + message);
            if (at != null && at.getLineContent() != null) {
                lines.add(at.getLineContent());
                lines.add(" ".repeat(Math.max(at.getColumn() - 1, 0)) + "^");
            }
            if (mistakes++ > 0) return;
            where = at == null ? file : file + ":" + at.getLine();
            first = message;
        }

        @Override
        public boolean hasErrors() {
            return mistakes > 0;
        }

        @Override
        public void clear() {
            lines.clear();
        }

        NotCompiled told() {
            return new NotCompiled(where, first, String.join("\n", lines) + "\n");
        }
    }
}
