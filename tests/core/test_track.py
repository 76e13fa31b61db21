"""The track of a timeline: what was written, by whom, where everybody pointed, and what was said."""

import json
from typing import Any

import pytest

from sandbox.contract import Verdict
from server.core import events as e
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.track import lines
from server.core.track.activity import Activity
from server.core.track.builder import Builder
from server.core.track.parts import BINS_MAX, CHUNK_MS, Edition, Head, Unread
from server.core.track.reading import Edits, Moment, Moves, Said, sheet_lines
from server.core.track.texts import Texts
from tests.core.track_story import (
    CANARY,
    SOLUTION,
    TASKS,
    Made,
    Story,
    golden,
    run,
    state,
)


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
