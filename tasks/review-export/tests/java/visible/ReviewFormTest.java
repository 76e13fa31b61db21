import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whether the comments can be read. What they say is for people to judge. */
class ReviewFormTest {
    private static final Pattern PLACE = Pattern.compile("([\\w.]+):(\\d{1,6})(?:-(\\d{1,6}))?: (must|should|nit): (?<text>.+)");
    private static final Pattern GENERAL = Pattern.compile("general: (must|should|nit): (?<text>.+)");
    private static final List<String> FILES = List.of("Orders.java", "Exports.java", "Api.java");

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Path.of("review.txt")).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    }

    private static List<Matcher> places() throws IOException {
        return lines().stream().map(PLACE::matcher).filter(Matcher::matches).toList();
    }

    private static int first(Matcher place) {
        return Integer.parseInt(place.group(2));
    }

    private static int last(Matcher place) {
        return Integer.parseInt(place.group(place.group(3) == null ? 2 : 3));
    }

    private static String begin(String line) {
        return line.substring(0, Math.min(60, line.length()));
    }

    @Test
    void thereIsAComment() throws IOException {
        assertFalse(lines().isEmpty(), "Write a comment into review.txt.");
    }

    @Test
    void everyLineIsAComment() throws IOException {
        for (String line : lines()) {
            boolean fine = PLACE.matcher(line).matches() || GENERAL.matcher(line).matches();
            assertTrue(fine, "This cannot be read: " + begin(line));
        }
    }

    @Test
    void everyPlaceIsThere() throws IOException {
        for (var place : places()) {
            String file = place.group(1);
            assertTrue(FILES.contains(file), file + " is no file of the change: " + String.join(", ", FILES));
            int count = Files.readAllLines(Path.of(file)).size();
            boolean there = 1 <= first(place) && first(place) <= last(place) && last(place) <= count;
            assertTrue(there, file + " has the lines 1 to " + count + ", and not " + first(place) + " to " + last(place) + ".");
        }
    }

    @Test
    void everyCommentSaysSomething() throws IOException {
        for (String line : lines()) {
            for (var read : List.of(PLACE.matcher(line), GENERAL.matcher(line))) {
                boolean enough = !read.matches() || read.group("text").length() >= 20;
                assertTrue(enough, "What is wrong, and what comes of it? " + begin(line));
            }
        }
    }

    @Test
    void aChoiceWasMade() throws IOException {
        assertTrue(lines().size() <= 12, "At most 12 comments: choose what matters.");
        Set<String> covered = new HashSet<>();
        for (var place : places()) {
            for (int line = first(place); line <= last(place) && line < first(place) + 500; line++) covered.add(place.group(1) + line);
        }
        assertTrue(covered.size() <= 25, "Your comments stand at " + covered.size() + " lines; the most is 25.");
    }
}
