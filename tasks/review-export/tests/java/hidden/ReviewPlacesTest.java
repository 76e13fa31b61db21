import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether there is a comment at each place where something is wrong. A place is found by what stands there. */
class ReviewPlacesTest {
    private static final Pattern PLACE = Pattern.compile("([\\w.]+):(\\d{1,6})(?:-(\\d{1,6}))?: (must|should|nit): (.+)");

    private record Place(String file, int first, int last) {
    }

    private static List<Place> places() throws IOException {
        return Files.readAllLines(Path.of("review.txt")).stream().map(ReviewPlacesTest::place).filter(Objects::nonNull).toList();
    }

    private static Place place(String line) {
        var found = PLACE.matcher(line.strip());
        if (!found.matches()) return null;
        int first = Integer.parseInt(found.group(2));
        return new Place(found.group(1), first, found.group(3) == null ? first : Integer.parseInt(found.group(3)));
    }

    /** How many comments stand at these lines of the file, or so many lines off. */
    private static long comments(String file, int first, int last, int off) throws IOException {
        return places().stream()
            .filter(one -> one.file().equals(file) && one.first() <= last + off && one.last() >= first - off)
            .count();
    }

    private static int lineOf(String file, String text) throws IOException {
        var lines = Files.readAllLines(Path.of(file));
        int[] found = IntStream.range(0, lines.size()).filter(at -> lines.get(at).contains(text)).toArray();
        assertEquals(1, found.length, text + " does not stand once in " + file);
        return found[0] + 1;
    }

    @Test
    void notAtEveryLine() throws IOException {
        Set<String> covered = new HashSet<>();
        for (var one : places()) {
            for (int line = one.first(); line <= one.last() && line < one.first() + 500; line++) covered.add(one.file() + line);
        }
        assertTrue(covered.size() >= 1 && covered.size() <= 25);
    }

    @Test
    void theLastDayIsLeftOut() throws IOException {
        int line = lineOf("Orders.java", "day < ?");
        assertTrue(comments("Orders.java", line, line, 1) > 0);
    }

    @Test
    void aRegionBecomesPartOfTheQuery() throws IOException {
        int line = lineOf("Orders.java", "AND region = '");
        assertTrue(comments("Orders.java", line, line, 1) > 0);
    }

    @Test
    void theFileIsNotClosedBeforeItIsSent() throws IOException {
        int line = lineOf("Exports.java", "newBufferedWriter");
        int end = lineOf("Exports.java", "return new Export(");
        assertTrue(comments("Exports.java", line, line + 1, 1) > 0 || comments("Exports.java", end, end, 0) > 0);
    }

    @Test
    void moneyBecomesAFraction() throws IOException {
        int line = lineOf("Exports.java", "cents() / 100.0");
        assertTrue(comments("Exports.java", line, line + 2, 1) > 0);
    }

    /** Anywhere in the method: nothing else is wrong in it. */
    @Test
    void aMailThatFailedWasSent() throws IOException {
        int begin = lineOf("Exports.java", "static boolean send");
        assertTrue(comments("Exports.java", begin, lineOf("Exports.java", "return true"), 1) > 0);
    }

    /** At the path; or one of two comments anywhere in the method, beside the one on who may. */
    @Test
    void anyFileCanBeDownloaded() throws IOException {
        int line = lineOf("Api.java", "FOLDER.resolve(");
        assertTrue(comments("Api.java", line, line + 1, 0) > 0 || comments("Api.java", line - 1, line + 1, 1) >= 2);
    }

    /** At the head of the method; or one of two comments anywhere in it, beside the one on the path. */
    @Test
    void anybodyCanDownload() throws IOException {
        int line = lineOf("Api.java", "Answer download");
        assertTrue(comments("Api.java", line - 1, line, 0) > 0 || comments("Api.java", line, line + 2, 1) >= 2);
    }
}
