import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EdgesTest {
    private static WaitingList full(int seats, String... names) {
        var workshop = new WaitingList(seats);
        for (String name : names) workshop.join(name);
        return workshop;
    }

    /** Whoever hands out lists that cannot be changed is as right as whoever hands out copies. */
    private static void addTo(List<String> names) {
        try {
            names.add("smith");
        } catch (UnsupportedOperationException cannotBeChanged) {
            // so nothing happened
        }
    }

    @Test
    void leavingTheLineMovesNobody() {
        var moved = new ArrayList<String>();
        var workshop = full(1, "cook", "baker", "florist");
        workshop.listen(moved::add);
        workshop.leave("baker");
        assertEquals(List.of(List.of("cook"), List.of("florist"), List.of()), List.of(workshop.seated(), workshop.waiting(), moved));
    }

    @Test
    void whoWaitsCannotJoinAgain() {
        var workshop = full(1, "cook", "baker");
        assertThrows(AlreadyIn.class, () -> workshop.join("baker"));
        assertEquals(List.of("baker"), workshop.waiting());
    }

    @Test
    void whoLeftMayComeBackAtTheEnd() {
        var workshop = full(1, "cook", "baker", "florist");
        workshop.leave("baker");
        assertFalse(workshop.join("baker"));
        assertEquals(List.of("florist", "baker"), workshop.waiting());
    }

    @Test
    void aSeatThatIsGivenAnewComesLast() {
        var workshop = full(2, "cook", "baker", "florist");
        workshop.leave("cook");
        assertEquals(List.of("baker", "florist"), workshop.seated());
    }

    @Test
    void noSeatsAtAll() {
        var workshop = full(0, "cook");
        assertEquals(List.of(), workshop.seated());
        assertEquals(List.of("cook"), workshop.waiting());
    }

    @Test
    void listsAreNotTheListsInside() {
        var workshop = full(1, "cook", "baker");
        addTo(workshop.seated());
        addTo(workshop.waiting());
        assertEquals(List.of("cook"), workshop.seated());
        assertEquals(List.of("baker"), workshop.waiting());
    }

    @Test
    void everybodyWhoListensHearsInOrder() {
        var heard = new ArrayList<String>();
        var workshop = full(1, "cook", "baker");
        workshop.listen(name -> heard.add("first " + name));
        workshop.listen(name -> heard.add("second " + name));
        workshop.leave("cook");
        assertEquals(List.of("first baker", "second baker"), heard);
    }

    @Test
    void aSeatIsTakenBeforeItIsAnnounced() {
        var seen = new ArrayList<String>();
        var workshop = full(1, "cook", "baker");
        workshop.listen(name -> seen.add(name + " " + workshop.seated() + " " + workshop.waiting()));
        workshop.leave("cook");
        assertEquals(List.of("baker [baker] []"), seen);
    }

    @Test
    void leavingTwice() {
        var workshop = full(1, "cook");
        workshop.leave("cook");
        assertThrows(NotIn.class, () -> workshop.leave("cook"));
    }
}
