"""Lines wait in order, within a bound, and a room that is cut off does not come back by itself."""

from structlog.testing import capture_logs

from server.core.events import Edited
from server.store.backlog import FAULT, FULL, LINE_OVERHEAD, Backlog, Mark
from tests.store_contract import ROOM_A, ROOM_B, entry


def seqs(backlog: Backlog, count: int = 100) -> list[int]:
    return [line.seq for line in backlog.head(count)]


def test_lines_come_in_the_order_in_which_they_were_added_and_stay_until_they_are_done() -> None:
    backlog = Backlog()
    for seq in (1, 2, 3):
        backlog.add(ROOM_A, entry(seq))
    assert seqs(backlog, 2) == seqs(backlog, 2) == [1, 2]
    backlog.done(backlog.head(2), {})
    assert seqs(backlog) == [3]


def test_a_mark_is_reached_when_all_before_it_is_done() -> None:
    backlog, reached = Backlog(), list[str]()
    backlog.mark(Mark(lambda: reached.append("at once")))
    backlog.add(ROOM_A, entry(1))
    backlog.mark(Mark(lambda: reached.append("after 1")))
    backlog.add(ROOM_A, entry(2))
    backlog.done(backlog.head(10), {})
    assert reached == ["at once"]
    assert seqs(backlog) == [1]
    backlog.done(backlog.head(10), {})
    assert reached == ["at once", "after 1"]
    assert seqs(backlog) == [2]


def test_beyond_the_bound_rooms_are_cut_off_without_a_gap_and_said_aloud() -> None:
    backlog = Backlog(held_max=3 * (LINE_OVERHEAD + 10))
    with capture_logs() as logs:
        for seq in range(1, 9):
            backlog.add(ROOM_A, entry(seq, Edited(bytes(10))))
        backlog.add(ROOM_B, entry(1))
    assert seqs(backlog) == [1, 2, 3, 4]
    assert backlog.cut_off == {ROOM_A: FULL, ROOM_B: FULL}
    assert backlog.newly_cut_off() == [ROOM_A, ROOM_B]
    assert backlog.newly_cut_off() == []
    assert [log["room"] for log in logs] == [ROOM_A, ROOM_B]


def test_there_is_room_again_when_lines_are_done_but_a_gap_is_never_made() -> None:
    backlog = Backlog(held_max=2 * LINE_OVERHEAD)
    for seq in (1, 2, 3):
        backlog.add(ROOM_A, entry(seq))
    backlog.done(backlog.head(10), {})
    backlog.add(ROOM_A, entry(4))
    backlog.add(ROOM_B, entry(1))
    assert [line.room for line in backlog.head(10)] == [ROOM_B]
    backlog.readmit(ROOM_A)
    backlog.add(ROOM_A, entry(3))
    assert [line.room for line in backlog.head(10)] == [ROOM_B, ROOM_A]


def test_a_room_with_a_fault_loses_its_lines_and_the_others_keep_theirs() -> None:
    backlog = Backlog()
    for seq in (1, 2):
        backlog.add(ROOM_A, entry(seq))
        backlog.add(ROOM_B, entry(seq))
    backlog.done(backlog.head(2), {ROOM_A: "entry 1 came after entry 5"})
    assert [(line.room, line.seq) for line in backlog.head(10)] == [(ROOM_B, 2)]
    assert backlog.cut_off == {ROOM_A: FAULT}
    assert backlog.rooms() == {ROOM_B}
