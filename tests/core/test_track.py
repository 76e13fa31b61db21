"""The track of a timeline: what was written, by whom, where everybody pointed, and what was said."""

import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from msgspec import Raw
from pycrdt import Doc, Map, Text

from sandbox.contract import Verdict
from server.core import awareness
from server.core import events as e
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.track import following, lines
from server.core.track.activity import Activity
from server.core.track.builder import Builder
from server.core.track.following import Following, state_vector
from server.core.track.parts import BINS_MAX, CHUNK_MS, Edition, Head, Move, Place, Splice, Unread
from server.core.track.pointing import Pointing
from server.core.track.reading import Edits, Moment, Moves, Said, sheet_lines
from server.core.track.texts import Texts
from tests.core.track_story import CANARY, HALF_EMOJI, JAVA, SCRIPT, SOLUTION, TASKS, Made, Story, golden, run

NOW = Moment()


def state(story: Story, edition: Edition = Edition.HOST) -> Texts:
    """Everything at the end of a story, as a reader has it."""
    made = Made(story.entries, edition)
    return made.index.state(NOW, made.chunks)


def test_what_is_recorded_of_cam_is_in_the_index_when_the_interview_has_ended() -> None:
    """Ida's only: Cam was told each of them in the room. A10."""
    story: list[e.Event] = [e.Started(), e.Pasted("slots", "python", 7, known=False), e.WentAway(), e.CameBack(2_000)]
    entries = [e.Entry(seq, seq, seq, CANDIDATE, event) for seq, event in enumerate(story, start=1)]
    told = {}
    for edition, live in ((Edition.HOST, True), (Edition.HOST, False), (Edition.CANDIDATE, True)):
        builder = Builder(edition, ["slots"])
        assert not list(builder.take(entries))
        head, *talk = builder.index(Head("r", "t", "Ida", "Cam"), live=live).splitlines()
        told[edition, live] = (json.loads(head)["withheld"], [json.loads(line)[0] for line in talk])
        builder.close()
    assert told[Edition.HOST, True] == ([2, 3, 4], [1])
    assert told[Edition.HOST, False] == told[Edition.CANDIDATE, True] == ([], [1, 2, 3, 4])


def test_what_a_note_did_not_always_have_is_left_out_of_its_line_where_it_says_nothing() -> None:
    """What was sealed before notes had tags is the same bytes still."""
    plain = lines.light(e.Entry(1, 2, 3, HOST, e.NoteWritten("n", "hm", "", "", 0)))
    assert plain == b'[1,2,3,"host","note_written",{"note":"n","text":"hm","task":"","language":"","line":0}]'
    changed = lines.light(e.Entry(1, 2, 3, HOST, e.NoteChanged("n", "")))
    assert changed == b'[1,2,3,"host","note_changed",{"note":"n","text":""}]'
    tagged = lines.light(e.Entry(1, 2, 3, HOST, e.NoteWritten("n", "hm", "", "", 1, "code", 4)))
    assert b'"line":1,"tag":"code","end":4}' in tagged


# Texts ----------------------------------------------------------------------------------------------------------------


def test_what_cam_types_is_told_as_splices() -> None:
    story = Story()
    story.seeds({SOLUTION: "pass\r\n"})
    story.types(CANDIDATE, SOLUTION, 0, "x", 4)
    story.types(HOST, SOLUTION, 1, " = '🙂'")
    story.types(CANDIDATE, SOLUTION, 1, "y")
    story.types(CANDIDATE, SOLUTION, 8, "z")
    index = (made := Made(story.entries)).index
    edits = [item for item in index.items(0, made.chunks[0]) if isinstance(item, Edits)]
    assert [edit.splices for edit in edits] == [
        (Splice(SOLUTION, 0, 0, "pass\r\n"),),
        (Splice(SOLUTION, 0, 4, "x"),),
        (Splice(SOLUTION, 1, 0, " = '🙂'"),),
        (Splice(SOLUTION, 1, 0, "y"),),
        (Splice(SOLUTION, 9, 0, "z"),),  # the emoji counts two
    ]
    texts = index.state(NOW, made.chunks)
    assert texts.text(SOLUTION) == "xy = '🙂'z\r\n"
    assert texts.authors(SOLUTION) == [2, CANDIDATE, 0, 7, HOST, 0, 1, CANDIDATE, 0, 2, ROOM, 2]


def test_who_wrote_what_and_how() -> None:
    story = Story()
    story.seeds({SOLUTION: "start"})
    story.types(CANDIDATE, SOLUTION, 5, "t" * 24)
    story.types(HOST, SOLUTION, 29, "p" * 25)
    assert state(story).authors(SOLUTION) == [5, ROOM, 2, 24, CANDIDATE, 0, 25, HOST, 1]
    assert state(story).authors("slots/none.py") == []
    assert state(story).text("slots/none.py") == ""


def test_files_that_nobody_named_before_are_found_when_they_are_written() -> None:
    story = Story()
    story.types(CANDIDATE, JAVA, 0, "class Solution {}")
    story.types(CANDIDATE, "other/solution.py", 0, "no task of this interview")
    story.types(CANDIDATE, JAVA, 0, f"// {SCRIPT} and slots/")
    story.types(CANDIDATE, "slots/" + "n" * 100, 0, "no name of a file")
    story.types(CANDIDATE, "slots/../../etc", 0, "nor this")
    assert state(story).files() == [JAVA]


def test_an_update_before_the_one_that_it_needs_is_told_when_that_comes() -> None:
    story, cam = Story(), Doc[Text](client_id=5)
    text = cam.get(JAVA, type=Text)
    updates: list[bytes] = []
    for letter in "abc":
        before = cam.get_state()
        text += letter
        updates.append(cam.get_update(before))
    for number in (0, 2, 1):
        story.says(CANDIDATE, e.Edited(updates[number]))
    assert state(story).text(JAVA) == "abc"
    made = Made(story.entries)
    assert [len(edit.splices) for edit in made.index.items(0, made.chunks[0]) if isinstance(edit, Edits)] == [1, 0, 1]


def test_the_names_that_people_bring_are_bounded_and_those_of_the_house_are_always_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(following, "FILES_MAX", 3)
    story = Story()
    for number in range(5):
        story.types(CANDIDATE, f"slots/{number}", 0, "junk")
    story.seeds({SOLUTION: "start"})
    story.types(CANDIDATE, SOLUTION, 0, "code")
    assert state(story).files() == ["slots/0", "slots/1", "slots/2", SOLUTION]


def test_a_cursor_may_stand_in_a_file_that_nobody_has_written_in() -> None:
    follow = Following(TASKS)
    assert [follow.is_file(name) for name in (JAVA, JAVA, "slots/", "slots/a/b", "slots/\ud83d", "other/x.py")] == [
        *(True, True),
        *(False, False, False, False),
    ]
    follow.close()


def _update(entry: e.Entry | Unread) -> bytes:
    assert isinstance(entry, e.Entry)
    assert isinstance(entry.event, e.Edited)
    return entry.event.update


def test_emoji_that_a_page_cut_in_two_are_what_yrs_makes_of_them() -> None:
    story, doc = Story(), Doc[Text]()
    for update in HALF_EMOJI:
        story.says(CANDIDATE, e.Edited(update))
        doc.apply_update(update)
        assert state(story).text(SCRIPT) == str(doc.get(SCRIPT, type=Text))
    assert "a" in state(story).text(SCRIPT)


def test_what_is_no_text_in_a_text_does_not_put_the_rest_out_of_place() -> None:
    story, cam = Story(), Doc[Text](client_id=5)
    text = cam.get(SCRIPT, type=Text)
    changes: list[Callable[[], None]] = [
        lambda: text.insert(0, "abc"),
        lambda: text.insert_embed(1, {"image": 1}),
        lambda: text.insert_embed(1, Map({"deep": 1})),
        lambda: text.format(0, 2, {"bold": True}),
        lambda: text.insert(4, "é"),
        lambda: text.insert(0, "🙂"),
    ]
    for change in changes:
        before = cam.get_state()
        change()
        story.says(CANDIDATE, e.Edited(cam.get_update(before)))
        assert state(story).text(SCRIPT) == str(text)


def test_a_place_that_seems_to_be_within_a_character_is_looked_up() -> None:
    story, cam = Story(), Doc[Text](client_id=5)
    text = cam.get(SCRIPT, type=Text)
    text.insert(0, "éé")
    text.insert_embed(0, {"image": 1})
    story.says(CANDIDATE, e.Edited(cam.get_update()))
    text.insert(3, "x")
    story.says(CANDIDATE, e.Edited(cam.get_update()))
    assert state(story).text(SCRIPT) == str(text) == "éxé"


def test_a_file_that_is_no_text_is_empty() -> None:
    story, cam = Story(), Doc[Any](client_id=5)
    cam[SCRIPT] = Map({"a": 1})
    story.says(CANDIDATE, e.Edited(cam.get_update()))
    assert state(story).files() == []


def test_an_edit_that_cannot_be_applied_is_a_line_without_splices() -> None:
    story = Story()
    story.types(CANDIDATE, SOLUTION, 0, "ok")
    story.says(CANDIDATE, e.Edited(b"\xff\xff\xff"))
    story.says(CANDIDATE, e.Edited(b""))
    story.types(CANDIDATE, SOLUTION, 2, "!")
    made = Made(story.entries)
    assert [len(item.splices) for item in made.index.items(0, made.chunks[0]) if isinstance(item, Edits)] == [
        1,
        0,
        0,
        1,
    ]
    assert state(story).text(SOLUTION) == "ok!"


def test_a_text_that_yrs_changed_without_telling_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a panic in the middle of an update."""
    follow = Following(TASKS)
    story = Story()
    story.seeds({SOLUTION: "one two three 🙂", SCRIPT: "same"})
    story.types(CANDIDATE, SOLUTION, 4, "2", 3)
    follow.edited(_update(story.entries[1]), ours=True)

    def breaks(doc: Doc[Text], update: bytes) -> bool:
        doc.apply_update(update)
        follow._heard.clear()
        return False

    monkeypatch.setattr(following, "apply", breaks)
    assert follow.edited(_update(story.entries[2])) == (Splice(SOLUTION, 4, 3, "2"),)
    follow.close()


def test_an_error_that_is_not_yrs_own_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    follow = Following(TASKS)

    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    pointing = Pointing(follow)
    monkeypatch.setattr(following.File, "position", stopped)
    with pytest.raises(KeyboardInterrupt):
        pointing.pointed(_awareness({"cursor": {"anchor": {"tname": SOLUTION}, "head": {"tname": SOLUTION}}}))
    follow.close()


def test_long_texts_with_more_than_ascii_are_compared_only_where_it_matters() -> None:
    story = Story()
    story.types(CANDIDATE, SOLUTION, 0, "é" * following.CHECKED_BELOW)
    story.types(CANDIDATE, SOLUTION, 100, "x" * 10)
    story.types(CANDIDATE, SOLUTION, 105, "🙂", 2)
    story.types(CANDIDATE, SOLUTION, 3, "y", 2)
    assert state(story).text(SOLUTION) == str(story.docs[HOST].get(SOLUTION, type=Text))


def test_a_change_in_very_many_places_is_told_as_one_splice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "STEPS_MAX", 20)
    story = Story()
    story.types(CANDIDATE, SOLUTION, 0, "(" + "ab" * 100 + ")")
    doc = story.docs[CANDIDATE]
    before, text = doc.get_state(), doc.get(SOLUTION, type=Text)
    with doc.transaction():
        for at in range(1, 101):
            del text[at]
    story.update(CANDIDATE, doc.get_update(before))
    story.types(CANDIDATE, SOLUTION, 1, "x")
    made = Made(story.entries)
    edits = [item for item in made.index.items(0, made.chunks[0]) if isinstance(item, Edits)]
    assert [len(edit.splices) for edit in edits] == [1, 1, 1]
    assert state(story).text(SOLUTION) == "(x" + "b" * 100 + ")"


# Pointers -------------------------------------------------------------------------------------------------------------


def _awareness(cursor: Any, client: int = 22) -> bytes:
    return awareness.write([awareness.Cursor(client, 1, msgspec.json.encode(cursor))])


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
    follow.edited(_update(story.entries[1]))
    pointing = Pointing(follow)
    assert pointing.pointed(_awareness(claimed)) == ()
    good = {"tname": SOLUTION, "item": KNOWN, "assoc": "?"}
    assert pointing.pointed(_awareness({"cursor": {"anchor": good, "head": good}})) == (Move(1, Place(SOLUTION, 0, 0)),)
    assert pointing.pointed(_awareness(claimed)) == (Move(1, None),)
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
    assert Pointing(follow).pointed(_awareness({"cursor": {"anchor": lost, "head": lost}})) == ()
    follow.close()


def test_a_document_of_very_many_pages_has_no_cursors() -> None:
    assert state_vector(b"\x01\x05\x02") == {5: 2}
    assert state_vector(b"\x01\x05\x02" + bytes(following.VECTOR_MAX)) == {}


# Chunks and keyframes -------------------------------------------------------------------------------------------------


def test_a_chunk_ends_after_so_many_entries_or_thirty_seconds() -> None:
    story = Story()
    for number in range(10):
        story.types(CANDIDATE, SOLUTION, number, "x")
    story.skip(CHUNK_MS)
    story.types(CANDIDATE, SOLUTION, 0, "y")
    made = Made(story.entries, most=4)
    facts = [(chunk.at, chunk.events, chunk.seq, chunk.keyframe) for chunk in made.index.chunks]
    assert facts == [(100, 4, 1, 0), (500, 4, 5, 1), (900, 2, 9, 2), (story.at - 100, 1, 11, 2)]
    assert [len(chunk.split(b"\n")) - 2 for chunk in made.chunks.values()] == [4, 4, 2, 1]


def test_every_line_has_the_number_of_its_entry() -> None:
    story = golden()
    for edition in Edition:
        made = Made(story.entries, edition, 24)
        numbers = [said.seq for said in made.index.talk]
        for number, text in made.chunks.items():
            numbers += [seq for seq, _ in made.index.numbered(number, text)]
        assert sorted(numbers + made.index.header["withheld"]) == list(range(1, len(story.entries) + 1))


def test_a_room_where_nothing_happened_has_an_index() -> None:
    made = Made([])
    assert made.index.header["events"] == 0
    assert made.index.header["live"] is True
    assert (made.index.talk, made.chunks, made.sheets) == ([], {}, {})
    assert made.index.state(Moment(at=0), {}).all() == {}


def test_entries_that_are_missing_are_withheld_and_counted() -> None:
    story = Story()
    for number in range(5):
        story.types(CANDIDATE, SOLUTION, number, str(number))
    kept = [entry for entry in story.entries if entry.seq not in (1, 4, 5)]
    made = Made([*kept, *kept])  # and none is taken twice
    assert made.index.header["withheld"] == [1, 4, 5]
    assert made.index.header["unreadable"] == 3
    assert [seq for seq, _ in made.index.numbered(0, made.chunks[0])] == [2, 3, 6]


def test_what_cannot_be_read_holds_its_place() -> None:
    entries = [Unread(1, 5, 9, HOST, 77, "b" * 64), Unread(2, 4, 9, ROOM, 12, "c" * 64, known=True)]
    made = Made(entries)
    assert made.index.talk == [
        Said(1, 5, 9, HOST, "unknown", {"code": 77, "digest": "b" * 64}),
        Said(2, 5, 9, ROOM, "unknown", {"code": 12, "digest": "c" * 64}),  # time does not go back
    ]
    assert (made.index.header["unknown"], made.index.header["unreadable"]) == (1, 1)


# Runs -----------------------------------------------------------------------------------------------------------------


def test_what_a_run_makes_heavy_is_in_its_sheet() -> None:
    story = Story()
    run(story, "r1", e.Suite.EXAMPLES, CANDIDATE, "heavy", note="heavy")
    run(story, "r2", e.Suite.SCRATCH, CANDIDATE, "heavy")
    made = Made(story.entries)
    assert b"heavy" not in made.text
    said = {**sheet_lines(made.sheets["r1"]), **sheet_lines(made.sheets["r2"])}
    assert [said[seq].kind for seq in said] == [
        *("run_started", "case_judged", "case_judged"),
        *("run_started", "printed", "printed"),
    ]
    assert said[3].data["got"] == said[3].data["note"] == "heavy"
    assert said[8].data["text"] == "half \ud83d of it"
    ends = [each for each in made.index.talk if each.kind == "run_ended"]
    assert [end.data["sheet"] for end in ends] == [made.index.sheets[run].digest for run in ("r1", "r2")]


def test_a_run_that_goes_has_the_sheet_so_far_and_one_that_has_ended_keeps_it() -> None:
    story = Story()
    run(story, "r1", e.Suite.EXAMPLES, CANDIDATE, "heavy")
    end = story.entries.pop()
    made = Made(story.entries)
    assert made.sheets["r1"].count(b"\n") == 3
    assert made.index.sheets["r1"].bytes == len(made.sheets["r1"])
    story.entries.append(end)
    whole = Made(story.entries).sheets["r1"]
    judged = e.CaseJudged("r1", e.Suite.EXAMPLES, "late", Verdict.PASSED, 1, "", "", "", "", cut=False, ms=1.0)
    story.says(ROOM, judged)
    story.says(ROOM, e.RunEnded("r1", e.Suite.EXAMPLES, Verdict.PASSED, "", 2, 2, 1.0))
    made = Made(story.entries)
    assert made.sheets["r1"] == whole
    assert [each.data["sheet"] for each in made.index.talk if each.kind == "run_ended"] == [
        made.index.sheets["r1"].digest
    ] * 2


def test_nothing_private_is_in_cams_edition() -> None:
    story = golden()
    host, cam = (Made(story.entries, edition) for edition in Edition)
    everything = {
        edition: (made.text, *made.chunks.values(), *made.sheets.values())
        for edition, made in ((Edition.HOST, host), (Edition.CANDIDATE, cam))
    }
    assert CANARY.encode() in b"".join(everything[Edition.HOST])
    for part in everything[Edition.CANDIDATE]:
        assert CANARY.encode() not in part
        assert b"7351" not in part  # the seed of a hidden run
    assert len(cam.index.header["withheld"]) == 5
    assert cam.index.header["edition"] == "candidate"


# Reading --------------------------------------------------------------------------------------------------------------


def test_a_moment_is_a_time_or_an_entry() -> None:
    story = Story()
    story.seeds({SOLUTION: "a"})
    story.begin()
    story.types(CANDIDATE, SOLUTION, 1, "b")
    at, seq = story.at, len(story.entries)
    story.types(CANDIDATE, SOLUTION, 2, "c")
    made = Made(story.entries)
    for moment, text in (
        (Moment(at=at - 101), "a"),
        (Moment(at=at - 100), "ab"),
        (Moment(at=at), "abc"),
        (Moment(seq=seq - 1), "a"),
        (Moment(seq=seq), "ab"),
        (Moment(seq=1), ""),
        (Moment(), "abc"),
    ):
        assert made.index.state(moment, made.chunks).text(SOLUTION) == text


def test_the_talk_comes_between_the_lines_in_the_order_of_the_numbers() -> None:
    story = golden()
    made = Made(story.entries, most=24)
    items = list(made.index.merged(0, sorted(made.chunks.items())))
    assert [item.seq for item in items] == list(range(1, len(story.entries) + 1))
    assert {type(item) for item in items} == {Said, Edits, Moves}


def test_half_a_surrogate_pair_is_written_and_read() -> None:
    line = lines.written(["half \ud83d"])
    assert line == b'["half \\ud83d"]'
    assert lines.read(line) == ["half \ud83d"]


@pytest.mark.parametrize("depth", [300, 900, 3_000])
def test_what_is_nested_too_deep_to_be_read_again_is_not_in_the_track(depth: int) -> None:
    deep: list[Any] = []
    for _ in range(depth):
        deep = [deep]
    story = Story()
    story.says(CANDIDATE, e.CaseAdded("c1", "slots", "deep", {"busy": deep}, None, checked=False))
    case = e.CaseShown("c1", "deep", "", {"busy": deep}, None, checked=False)
    story.says(CANDIDATE, e.RunStarted("r1", "slots", "python", e.Suite.EXAMPLES, "d", 1, (case,)))
    story.says(CANDIDATE, e.CaseAdded("c2", "slots", "[" * 9_000, {"busy": [[]] * 9_000}, None, checked=False))
    made = Made(story.entries)
    assert [said.kind for said in made.index.talk] == [
        "opened",
        "case_added" if depth == 300 else "unknown",
        "run_started",
        "case_added",
    ]
    assert made.index.header["unreadable"] == (depth > 300)
    (started,) = sheet_lines(made.sheets["r1"]).values()
    assert started.data["cases"][0]["args"] == ({"busy": deep} if depth == 300 else {})


def test_a_keyframe_is_restored_as_it_was() -> None:
    texts = state(golden())
    assert Texts.restore(json.loads(lines.written(texts.keyframe()))).keyframe() == texts.keyframe()


# Activity -------------------------------------------------------------------------------------------------------------


def test_activity_counts_by_the_second_and_more_coarsely_in_a_long_interview() -> None:
    activity = Activity()
    for at in (0, 999, 1_000, 3_500):
        activity.count(at, CANDIDATE, "edits")
    activity.count(2_000, HOST, "moves")
    assert activity.counts == {CANDIDATE: {"edits": [2, 1, 0, 1], "moves": []}, HOST: {"edits": [], "moves": [0, 0, 1]}}
    activity.count(BINS_MAX * 1_000, CANDIDATE, "moves")
    assert activity.bin == 2_000
    assert activity.counts[CANDIDATE]["edits"] == [3, 1]
    assert activity.counts[HOST]["moves"] == [0, 1]
    activity.count(2**62, CANDIDATE, "edits")
    assert len(activity.counts[CANDIDATE]["edits"]) <= BINS_MAX


def test_a_builder_that_is_closed_has_let_its_document_go() -> None:
    builder = Builder(Edition.HOST, TASKS)
    list(builder.take(golden().entries))
    builder.close()
    assert not hasattr(builder._following, "doc")
