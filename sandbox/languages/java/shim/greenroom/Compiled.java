package greenroom;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Classes by name, in the order in which the compiler made them; kept in a file for the next process of the same run. */
record Compiled(Map<String, byte[]> classes) {
    /** Beside the source. A program may change it, and so only itself. */
    private static Path kept(Path source) {
        return source.resolveSibling("." + source.getFileName() + ".classes");
    }

    /** What an earlier process made of the same source, or null. */
    static Compiled read(Path file, byte[] source) {
        try (var in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(kept(file))))) {
            if (!Arrays.equals(in.readNBytes(in.readInt()), source)) return null;
            var classes = new LinkedHashMap<String, byte[]>();
            for (int left = in.readInt(); left > 0; left--) classes.put(in.readUTF(), in.readNBytes(in.readInt()));
            return new Compiled(classes);
        } catch (IOException | RuntimeException none) {
            return null;
        }
    }

    void write(Path file, byte[] source) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(source.length);
            out.write(source);
            out.writeInt(classes.size());
            for (var each : classes.entrySet()) {
                out.writeUTF(each.getKey());
                out.writeInt(each.getValue().length);
                out.write(each.getValue());
            }
            Files.write(kept(file), bytes.toByteArray());
        } catch (IOException full) {
            // the next process compiles again
        }
    }

    /** Gives its own classes before those of the shim: a candidate may write a ListNode too. */
    final class Loader extends ClassLoader {
        Loader() {
            super(Compiled.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) return super.loadClass(name, resolve);
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
            }
        }
    }
}
