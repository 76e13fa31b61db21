"""The pointers of a track: where everybody's cursor stood."""

from typing import Any

import pytest
from msgspec import Raw

from server.core import events as e
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.track import following
from server.core.track.following import Following, state_vector
from server.core.track.parts import Move, Place
from server.core.track.pointing import Pointing
from server.core.track.reading import Moves
from tests.core.track_story import (
    SCRIPT,
    SOLUTION,
    TASKS,
    Made,
    Story,
    cursor_frame,
    state,
    update_of,
)


def test_pointers_are_numbered_as_they_come_and_stand_where_they_pointed() -> None:
    story = Story()
    story.seeds({SOLUTION: "🙂 = 1\n", SCRIPT: ""})
    story.points(CANDIDATE, SOLUTION, 1, 3)
    story.points(HOST, SCRIPT, 0, 0)
    story.points(CANDIDATE, SOLUTION, 6, 6)
    made = Made(story.entries)
    moves = [item.moves for item in made.index.items(0, made.chunks[0]) if isinstance(item, Moves)]
    assert moves == [
        (Move(1, Place(SOLUTION, 2, 4)),),
        (Move(2, Place(SCRIPT, 0, 0)),),
        (Move(1, Place(SOLUTION, 7, 7)),),
    ]


def test_a_cursor_at_what_was_deleted_stands_where_it_was() -> None:
    story = Story()
    story.types(CANDIDATE, SOLUTION, 0, "éx")
    place = {"tname": SOLUTION, "item": {"client": 22, "clock": 1}, "assoc": 0}
    for deleted in (False, True):
        if deleted:
            story.types(CANDIDATE, SOLUTION, 1, "", 1)
        story.claims(CANDIDATE, {"cursor": {"anchor": place, "head": place}})
        assert state(story).pointers == {1: (CANDIDATE, Place(SOLUTION, 1, 1))}


def test_where_blocks_look_like_one_a_cursor_is_near_its_place() -> None:
    """Ida's two bytes stand where Cam deleted two characters, so that the numbers go on as if nothing were between."""
    story = Story()
    story.types(CANDIDATE, SOLUTION, 0, "a" * 20)
    story.types(CANDIDATE, SOLUTION, 20, "pq")
    story.types(CANDIDATE, SOLUTION, 20, "", 2)
    story.types(HOST, SOLUTION, 20, "é")
    story.types(CANDIDATE, SOLUTION, 21, "é" + "y" * 8)
    place = {"tname": SOLUTION, "item": {"client": 22, "clock": 30}, "assoc": 0}
    story.claims(CANDIDATE, {"cursor": {"anchor": place, "head": place}})
    ((_, near),) = state(story).pointers.values()
    assert abs(near.head - 29) <= 1


def test_pointers_move_with_the_text_and_are_told_only_when_they_went_elsewhere() -> None:
    story = Story()
    story.seeds({SOLUTION: "0123456789", SCRIPT: ""})
    story.points(CANDIDATE, SOLUTION, 2, 5)
    story.points(HOST, SOLUTION, 8, 8)
    story.types(HOST, SCRIPT, 0, "elsewhere")
    story.types(HOST, SOLUTION, 5, "ab", 2)
    assert state(story).pointers == {1: (CANDIDATE, Place(SOLUTION, 2, 7)), 2: (HOST, Place(SOLUTION, 8, 8))}
    story.types(CANDIDATE, SOLUTION, 7, "c")
    story.points(CANDIDATE, SOLUTION, 2, 8)
    assert state(story).pointers == {1: (CANDIDATE, Place(SOLUTION, 2, 8)), 2: (HOST, Place(SOLUTION, 9, 9))}
    made = Made(story.entries)
    *_, last = made.index.items(0, made.chunks[0])
    assert last == Moves(len(story.entries), last.at, CANDIDATE, ())


def test_a_pointer_goes_with_its_cursor_its_person_or_the_server() -> None:
    story = Story()
    story.seeds({SOLUTION: "text"})
    story.claims(CANDIDATE, None)
    assert state(story).pointers == {}
    story.points(CANDIDATE, SOLUTION, 1, 1)
    story.claims(CANDIDATE, {"cursor": None})
    assert state(story).pointers == {}
    story.points(CANDIDATE, SOLUTION, 2, 2)
    story.points(HOST, SOLUTION, 3, 3)
    story.says(CANDIDATE, e.Left())
    assert state(story).pointers == {2: (HOST, Place(SOLUTION, 3, 3))}
    story.points(CANDIDATE, SOLUTION, 2, 2)
    story.says(ROOM, e.Interrupted())
    assert state(story).pointers == {}


KNOWN = {"client": 1, "clock": 0}
HOSTILE: list[Any] = [
    None,
    7,
    [],
    "cursor",
    {},
    Raw(b'{"cursor":1e999}'),
    {"cursor": 7},
    {"cursor": {"anchor": None, "head": None}},
    {"cursor": {"anchor": {"tname": SOLUTION}, "head": 3}},
    {"cursor": {"anchor": {"tname": 5}, "head": {"tname": 5}}},
    {"cursor": {"anchor": {"tname": "none/none.py"}, "head": {"tname": "none/none.py"}}},
    {"cursor": {"anchor": {"tname": SOLUTION}, "head": {"tname": SCRIPT}}},
    *(
        {"cursor": {"anchor": {"tname": SOLUTION, "item": item}, "head": {"tname": SOLUTION}}}
        for item in (
            5,
            {"client": 1},
            {"client": 9, "clock": 0},
            {"client": 1, "clock": 2**40},
            {"client": 1, "clock": -1},
            {"client": -1, "clock": 0},
            {"client": True, "clock": 0},
            {"client": 1, "clock": 0.5},
            {"client": "1", "clock": "0"},
            {**KNOWN, "more": 1},
        )
    ),
]


@pytest.mark.parametrize("claimed", HOSTILE, ids=range(len(HOSTILE)))
def test_a_cursor_that_makes_no_sense_is_nowhere(claimed: Any, capfd: pytest.CaptureFixture[str]) -> None:
    follow = Following(TASKS)
    story = Story()
    story.seeds({SOLUTION: "text"})
    follow.edited(update_of(story.entries[1]))
    pointing = Pointing(follow)
    assert pointing.pointed(cursor_frame(claimed)) == ()
    good = {"tname": SOLUTION, "item": KNOWN, "assoc": "?"}
    assert pointing.pointed(cursor_frame({"cursor": {"anchor": good, "head": good}})) == (
        Move(1, Place(SOLUTION, 0, 0)),
    )
    assert pointing.pointed(cursor_frame(claimed)) == (Move(1, None),)
    follow.close()
    assert capfd.readouterr().err == ""  # Yrs writes down where it panics


def test_what_is_no_awareness_update_moves_nobody() -> None:
    follow = Following(TASKS)
    assert Pointing(follow).pointed(b"\xff") == ()
    follow.close()


def test_a_place_that_yrs_cannot_find_after_all_is_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Following, "has", lambda self, client, clock: True)
    follow = Following(TASKS)
    lost = {"tname": SOLUTION, "item": {"client": 9, "clock": 3}}
    assert Pointing(follow).pointed(cursor_frame({"cursor": {"anchor": lost, "head": lost}})) == ()
    follow.close()


def test_a_document_of_very_many_pages_has_no_cursors() -> None:
    assert state_vector(b"\x01\x05\x02") == {5: 2}
    assert state_vector(b"\x01\x05\x02" + bytes(following.VECTOR_MAX)) == {}
