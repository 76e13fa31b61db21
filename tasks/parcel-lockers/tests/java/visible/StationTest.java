import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StationTest {
    /** Lockers in this order: a name, its size, a name, its size. */
    private static Station station(int keep, String... lockers) {
        var sizes = new LinkedHashMap<String, String>();
        for (int at = 0; at < lockers.length; at += 2) sizes.put(lockers[at], lockers[at + 1]);
        return new Station(sizes, new Codes(), keep);
    }

    private static Station station() {
        return station(3, "A1", "S", "A2", "M", "A3", "L");
    }

    @Test
    void aParcelGoesIntoTheSmallestLocker() {
        var here = station();
        here.deposit("p1", "M", 1);
        assertEquals("A2", here.where("p1"));
        assertEquals(Map.of("S", 1, "M", 0, "L", 1), here.free());
    }

    @Test
    void aLargerLockerWhenTheSmallOneIsTaken() {
        var here = station();
        here.deposit("p1", "S", 1);
        here.deposit("p2", "S", 1);
        assertEquals("A2", here.where("p2"));
    }

    @Test
    void aCodeTakesTheParcelOutOnce() {
        var here = station();
        String code = here.deposit("p1", "S", 1);
        assertEquals("p1", here.collect(code));
        assertNull(here.where("p1"));
        assertThrows(UnknownCode.class, () -> here.collect(code));
    }

    @Test
    void noSpace() {
        var here = station(3, "A1", "S");
        assertThrows(NoSpace.class, () -> here.deposit("p1", "M", 1));
        assertEquals(Map.of("S", 1, "M", 0, "L", 0), here.free());
    }

    @Test
    void overdueParcelsAreCleared() {
        var here = station();
        here.deposit("p1", "S", 1);
        here.deposit("p2", "S", 5);
        assertEquals(List.of("p1"), here.overdue(5));
        assertEquals(List.of("p1"), here.clear(5));
        assertEquals(List.of(), here.overdue(5));
        assertNull(here.where("p1"));
    }
}
