import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.*;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

/** What tests are full of: compiled and run when the image is built, so that both JVMs know it already. */
class WarmTest {
    record Point(int x, int y) {}

    enum Kind { ONE, MANY }

    private final List<String> names = new ArrayList<>();

    @BeforeEach
    void begin() {
        names.addAll(List.of("Ida", "Cam"));
    }

    @Test
    @DisplayName("what is equal")
    void equal() {
        assertEquals(2, names.size());
        assertTrue(names.contains("Ida"), () -> "no Ida in " + names);
        assertNotNull(new Point(1, 2).toString());
        assertAll(() -> assertFalse(names.isEmpty()), () -> assertNull(null));
    }

    @Test
    void throwing() {
        assertThrows(IllegalArgumentException.class, () -> Kind.valueOf("NONE"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void counted(int count) {
        Map<Integer, List<Integer>> found = IntStream.range(0, count).boxed().collect(Collectors.groupingBy(n -> n % 2));
        Function<Integer, Integer> twice = n -> n * 2;
        assertEquals(count, found.values().stream().mapToInt(List::size).sum());
        assertEquals(2 * count, twice.apply(count));
    }

    @ParameterizedTest
    @CsvSource({"1, ONE", "2, MANY"})
    void switched(int count, Kind kind) {
        Kind here = switch (count) {
            case 1 -> Kind.ONE;
            default -> Kind.MANY;
        };
        assertEquals(kind, here);
    }

    @Test
    void fluent() {
        assertThat(names).containsExactly("Ida", "Cam").hasSize(2);
        assertThat(names.get(0)).isEqualTo("Ida");
        assertThat(names.size()).isEqualTo(2);
        assertThat(names.isEmpty()).isFalse();
        assertThatThrownBy(() -> Kind.valueOf("NONE")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("NONE");
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Kind.valueOf("NONE"));
    }

    @Test
    void failingFluently() {
        assertThat(names.get(0)).isEqualTo("Cam");
    }

    @Test
    void failing() {
        assertEquals("the newest", "the oldest");
    }

    @Nested
    class Inside {
        @Test
        void nested() {
            assertArrayEquals(new int[] {1}, new int[] {1});
        }
    }
}
