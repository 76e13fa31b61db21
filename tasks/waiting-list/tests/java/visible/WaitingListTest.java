import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingListTest {
    @Test
    void seatsFirstThenTheLine() {
        var workshop = new WaitingList(2);
        assertEquals(List.of(true, true, false), List.of(workshop.join("cook"), workshop.join("baker"), workshop.join("florist")));
        assertEquals(List.of("cook", "baker"), workshop.seated());
        assertEquals(List.of("florist"), workshop.waiting());
    }

    @Test
    void aFreeSeatGoesToWhoeverWaitsLongest() {
        var workshop = new WaitingList(1);
        for (String name : List.of("cook", "baker", "florist")) workshop.join(name);
        workshop.leave("cook");
        assertEquals(List.of("baker"), workshop.seated());
        assertEquals(List.of("florist"), workshop.waiting());
    }

    @Test
    void nobodyJoinsTwice() {
        var workshop = new WaitingList(1);
        workshop.join("cook");
        assertThrows(AlreadyIn.class, () -> workshop.join("cook"));
    }

    @Test
    void nobodyLeavesWhoIsNotIn() {
        assertThrows(NotIn.class, () -> new WaitingList(1).leave("cook"));
    }

    @Test
    void aMoveIsAnnounced() {
        var moved = new ArrayList<String>();
        var workshop = new WaitingList(1);
        workshop.listen(moved::add);
        workshop.join("cook");
        workshop.join("baker");
        workshop.leave("cook");
        assertEquals(List.of("baker"), moved);
    }
}
