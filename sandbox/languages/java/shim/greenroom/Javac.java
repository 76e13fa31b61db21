package greenroom;

import com.sun.source.util.JavacTask;
import com.sun.tools.javac.api.JavacTaskPool;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** javac, kept: what it has read of the standard library serves the next compilation too. */
final class Javac implements Compiler {
    private static final List<String> OPTIONS =
            List.of("-parameters", "-g", "-proc:none", "-Xlint:none", "-XDstringConcat=inline", "-XDshould-stop.ifError=FLOW");

    private final JavacTaskPool pool = new JavacTaskPool(1);
    private final Outputs outputs;

    Javac(Path given) {
        StandardJavaFileManager standard = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ROOT, null);
        try {
            standard.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(given));
        } catch (java.io.IOException error) {
            throw new IllegalStateException(error);
        }
        outputs = new Outputs(standard);
    }

    @Override
    public Compiled compile(String file, String source) throws NotCompiled {
        outputs.made.clear();
        var said = new DiagnosticCollector<JavaFileObject>();
        pool.getTask(null, outputs, said, OPTIONS, List.of(), List.of(new Source(file, source)), Javac::generated);
        var mistakes = new ArrayList<Diagnostic<? extends JavaFileObject>>();
        for (var each : said.getDiagnostics()) if (each.getKind() == Diagnostic.Kind.ERROR) mistakes.add(each);
        if (!mistakes.isEmpty()) throw told(file, mistakes);
        var classes = new LinkedHashMap<String, byte[]>();
        outputs.made.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return new Compiled(classes);
    }

    private static Void generated(JavacTask task) {
        try {
            task.generate();
        } catch (java.io.IOException error) {
            throw new IllegalStateException(error);
        }
        return null;
    }

    private static NotCompiled told(String file, List<Diagnostic<? extends JavaFileObject>> mistakes) {
        var everything = new StringBuilder();
        for (var each : mistakes) everything.append(each.toString()).append('\n');
        var first = mistakes.getFirst();
        String where = first.getLineNumber() > 0 ? file + ":" + first.getLineNumber() : file;
        everything.append(mistakes.size()).append(mistakes.size() == 1 ? " error\n" : " errors\n");
        return new NotCompiled(where, first.getMessage(Locale.ROOT), everything.toString());
    }

    /** The candidate's file. Its public class may have any name. */
    private static final class Source extends SimpleJavaFileObject {
        private final String file, text;

        Source(String file, String text) {
            super(URI.create("string:///" + file), Kind.SOURCE);
            this.file = file;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public String getName() {
            return file;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE;
        }

        @Override
        public NestingKind getNestingKind() {
            return null;
        }

        @Override
        public Modifier getAccessLevel() {
            return null;
        }
    }

    private static final class Outputs extends ForwardingJavaFileManager<JavaFileManager> {
        final Map<String, ByteArrayOutputStream> made = new LinkedHashMap<>();

        Outputs(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    var bytes = new ByteArrayOutputStream();
                    made.put(name, bytes);
                    return bytes;
                }
            };
        }
    }
}
