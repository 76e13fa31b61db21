package greenroom;

import java.io.IOException;
import java.nio.file.Path;

/** java ... greenroom.Main DIRECTORY: what the shim needs beside its jar is there. */
final class Main {
    private static final int ROUNDS = 2;

    public static void main(String[] args) throws IOException {
        Path given = Path.of(args[0]);
        Shim.serve(new Kotlinc(given.resolve("given.jar")), given.resolve("Warm.kt"), ROUNDS);
    }
}
