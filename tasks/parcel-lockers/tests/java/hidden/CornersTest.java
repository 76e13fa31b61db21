import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CornersTest {
    private static Station station(int keep, String... lockers) {
        var sizes = new LinkedHashMap<String, String>();
        for (int at = 0; at < lockers.length; at += 2) sizes.put(lockers[at], lockers[at + 1]);
        return new Station(sizes, new Codes(), keep);
    }

    private static Station station(int keep) {
        return station(keep, "A1", "S", "A2", "M", "A3", "L");
    }

    @Test
    void theFirstOfOneSizeAndNotTheFirstByName() {
        var here = station(3, "C1", "M", "A1", "L", "B1", "M", "D1", "S");
        for (String parcel : List.of("p1", "p2", "p3")) here.deposit(parcel, "M", 1);
        assertEquals(List.of("C1", "B1", "A1"), List.of(here.where("p1"), here.where("p2"), here.where("p3")));
    }

    @Test
    void aFreeLockerIsUsedAgain() {
        var here = station(3, "A1", "S", "A2", "S");
        String code = here.deposit("p1", "S", 1);
        here.deposit("p2", "S", 1);
        here.collect(code);
        here.deposit("p3", "S", 2);
        assertEquals("A1", here.where("p3"));
        assertEquals(Map.of("S", 0, "M", 0, "L", 0), here.free());
    }

    @Test
    void refusedParcelsUseUpNoCode() {
        var expected = new Codes();
        var here = station(3, "A1", "S", "A2", "S");
        assertEquals(expected.next(), here.deposit("p1", "S", 1));
        assertThrows(NoSpace.class, () -> here.deposit("p2", "L", 1));
        assertThrows(AlreadyHere.class, () -> here.deposit("p1", "S", 1));
        assertEquals(expected.next(), here.deposit("p3", "S", 1));
    }

    @Test
    void alreadyHereComesBeforeNoSpace() {
        var here = station(3, "A1", "S");
        here.deposit("p1", "S", 1);
        assertThrows(AlreadyHere.class, () -> here.deposit("p1", "L", 2));
    }

    @Test
    void aParcelMayComeBack() {
        var here = station(3);
        String first = here.deposit("p1", "S", 1);
        here.collect(first);
        String second = here.deposit("p1", "L", 2);
        assertEquals("A3", here.where("p1"));
        assertThrows(UnknownCode.class, () -> here.collect(first));
        assertEquals("p1", here.collect(second));
    }

    @Test
    void exactlyAsManyDaysIsNotOverdue() {
        var here = station(3);
        here.deposit("p1", "S", 1);
        assertEquals(List.of(), here.overdue(4));
        assertEquals(List.of(), here.clear(4));
        assertEquals(List.of("p1"), here.overdue(5));
        assertEquals("A1", here.where("p1"));
    }

    @Test
    void overdueInTheOrderOfTheirDays() {
        var here = station(0, "A1", "L", "A2", "L", "A3", "S");
        here.deposit("p9", "S", 1);
        here.deposit("p5", "L", 1);
        here.deposit("p7", "S", 2);
        assertEquals(List.of("p9", "p5"), here.overdue(2));
        assertEquals(List.of("p9", "p5", "p7"), here.overdue(3));
        assertEquals(List.of("p9", "p5", "p7"), here.clear(3));
    }

    @Test
    void whoComesBackWaitsAnew() {
        var here = station(1);
        String code = here.deposit("p1", "S", 1);
        here.deposit("p2", "S", 2);
        here.collect(code);
        here.deposit("p1", "S", 3);
        assertEquals(List.of("p2"), here.overdue(4));
        assertEquals(List.of("p2", "p1"), here.overdue(5));
    }

    @Test
    void theCodesOfClearedParcelsAreOfNoUse() {
        var here = station(1);
        String code = here.deposit("p1", "S", 1);
        String other = here.deposit("p2", "S", 9);
        here.clear(9);
        assertThrows(UnknownCode.class, () -> here.collect(code));
        assertEquals(Map.of("S", 1, "M", 0, "L", 1), here.free());
        assertEquals("p2", here.collect(other));
    }

    @Test
    void anOverdueParcelCanBeCollectedUntilItIsCleared() {
        var here = station(1);
        String code = here.deposit("p1", "S", 1);
        assertEquals(List.of("p1"), here.overdue(30));
        assertEquals("p1", here.collect(code));
        assertEquals(List.of(), here.clear(30));
    }

    @Test
    void twoStationsDoNotKnowEachOther() {
        var here = station(3);
        var there = station(3);
        here.deposit("p1", "S", 1);
        assertNull(there.where("p1"));
        assertEquals(Map.of("S", 1, "M", 1, "L", 1), there.free());
    }
}
