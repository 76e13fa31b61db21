"""A clip is a part of a track: inside it everything is as it was, and nothing of the outside is in any of its bytes."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core import events as e
from server.core.clip import Clip, problem
from server.core.ids import CANDIDATE, HOST
from server.core.track.cutting import NOTES, RUN, STATE, Cut, Part, cut, wanted_chunks, wanted_runs
from server.core.track.parts import Edition
from server.core.track.reading import Index, Moment
from tests.core.track_story import CANARY, SOLUTION, Made, Story, golden, run

STORY = golden()
LENGTH = STORY.entries[-1].at
MADE = {(edition, most): Made(STORY.entries, edition, most) for edition in Edition for most in (4, 2_048)}


def made_of(made: Made, part: Part) -> Cut:
    """The part, cut with just the pieces that it says it needs."""
    chunks = {number: made.chunks[number] for number in wanted_chunks(made.index, part)}
    sheets = {run: made.sheets[run] for run in wanted_runs(made.index, part)}
    return cut(made.index, chunks, sheets, part)


def everything(clip: Cut) -> bytes:
    return b"\n".join([clip.index, *clip.chunks, *clip.sheets.values()])


TIMES = st.integers(0, LENGTH)


@settings(deadline=None)
@given(TIMES, TIMES, st.sampled_from(sorted(MADE)), st.booleans(), st.data())
def test_inside_a_clip_everything_is_as_it_was(
    one: int, other: int, which: tuple[Edition, int], notes: bool, data: st.DataObject
) -> None:
    part = Part(min(one, other), max(one, other), notes)
    made = MADE[which]
    clip = made_of(made, part)
    index, chunks = Index(clip.index), dict(enumerate(clip.chunks))
    at = data.draw(st.integers(part.begin, part.end))
    assert index.state(Moment(at), chunks).keyframe() == made.index.state(Moment(at), made.chunks).keyframe()
    there = {item.seq: item for item in made.index.merged(0, made.chunks.items())}
    for item in index.merged(0, chunks.items()):
        if item.seq in there and not (hasattr(item, "kind") and item.kind == "run_ended"):
            assert item == there[item.seq], "with the same number"
    lines = sum(chunk.events for chunk in index.chunks)
    assert lines == sum(part.has(item.at) for item in there.values() if not hasattr(item, "kind"))


@settings(deadline=None)
@given(TIMES, TIMES, st.sampled_from(sorted(MADE)), st.booleans())
def test_outside_of_a_clip_there_is_only_what_its_beginning_needs(
    one: int, other: int, which: tuple[Edition, int], notes: bool
) -> None:
    part = Part(min(one, other), max(one, other), notes)
    made = MADE[which]
    clip = made_of(made, part)
    index = Index(clip.index)
    for said in index.talk:
        assert part.has(said.at) or (said.at < part.begin and said.kind in STATE)
        assert said.kind not in NOTES or notes
        assert said.kind not in RUN or said.data["run"] in clip.sheets
        assert said.kind not in ("unknown", "forked")
    for sheet in clip.sheets.values():
        assert all(part.has(json.loads(line)[1]) for line in sheet.splitlines())
    told = index.header
    assert (told["from"], told["length"], told["room"], told["seal"], told["live"]) == (
        part.begin,
        part.end,
        "",
        None,
        False,
    )
    for counts in told["activity"].values():
        for stretches in counts.values():
            assert not any(stretches[: part.begin // told["bin"]])
            assert len(stretches) <= part.end // told["bin"] + 1
    if which[0] is Edition.CANDIDATE:
        assert CANARY.encode() not in everything(clip)
    last = [chunk.keyframe for chunk in index.chunks]
    assert all(number >= keyframe for number, keyframe in enumerate(last))
    assert b'"keyframe":null' not in clip.chunks[0]


def canaries() -> Story:
    """Before, inside and after a part from 10 to 20 s, something of everything that says where it was."""
    story = Story()
    story.seeds({SOLUTION: "text"})
    story.begin()
    for when in ("before", "inside", "after"):
        story.at = {"before": 2_000, "inside": 12_000, "after": 22_000}[when]
        story.says(HOST, e.NoteWritten(f"n-{when}", f"note {when} {CANARY}", "slots", "python", 2))
        run(story, f"run-{when}", e.Suite.SCRATCH, CANDIDATE, f"printed {when}")
        run(story, f"hidden-{when}", e.Suite.HIDDEN, HOST, f"{CANARY} {when}", seed=7_351)
        story.says(HOST, e.HintGiven("slots", 1, f"hint {when}"))
        story.says(CANDIDATE, e.CaseAdded(f"own-{when}", "slots", f"case {when}", {}, None, False))
        story.types(CANDIDATE, SOLUTION, 0, f"# {when}\n")
    story.at = 25_000
    story.says(HOST, e.NoteChanged("n-inside", f"changed after {CANARY}"))
    story.says(HOST, e.Ended())
    return story


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("notes", [False, True])
def test_nothing_from_outside_is_in_a_single_byte(edition: Edition, notes: bool) -> None:
    made = Made(canaries().entries, edition)
    told = everything(made_of(made, Part(10_000, 20_000, notes))).decode()
    for word in ("note before", "note after", "printed before", "printed after", "hint before", "hint after"):
        assert word not in told
    assert "changed after" not in told
    assert "case after" not in told
    assert "# after" not in told
    assert "printed inside" in told
    assert "hint inside" in told
    assert "case before" in told, "own cases are the state that the part begins with"
    assert "# before" in told, "and so is the text"
    assert ("note inside" in told) is (notes and edition is Edition.HOST)
    assert (f"{CANARY} inside" in told) is (edition is Edition.HOST)
    assert f"{CANARY} before" not in told
    assert f"{CANARY} after" not in told


def test_of_a_run_that_goes_on_beyond_the_end_there_is_what_had_come() -> None:
    story = Story()
    story.begin()
    run(story, "r", e.Suite.SCRATCH, CANDIDATE, "printed")
    printed = next(entry.at for entry in story.entries if isinstance(getattr(entry, "event", None), e.Printed))
    made = Made(story.entries)
    clip = made_of(made, Part(0, printed, False))
    assert [json.loads(line)[4] for line in clip.sheets["r"].splitlines()] == ["run_started", "printed"]
    assert "run_ended" not in {said.kind for said in Index(clip.index).talk}
    later = made_of(made, Part(printed, story.at, False))
    assert later.sheets == {}
    assert {said.kind for said in Index(later.index).talk} <= STATE


def test_a_clip_of_a_room_where_nothing_was_written_has_its_state() -> None:
    story = Story()
    story.begin()
    made = Made(story.entries)
    clip = made_of(made, Part(50, 250, True))
    assert len(clip.chunks) == 1
    assert Index(clip.index).state(Moment(200), {0: clip.chunks[0]}).all() == {}


def clip(**changed: Any) -> Clip:
    return Clip(**{**facts(), **changed})


def facts() -> dict[str, Any]:
    return {
        "id": "c1",
        "room": "k3v9x0q2m1ab",
        "digest": "d",
        "begin": 10,
        "end": 20,
        "audience": Edition.HOST,
        "notes": True,
        "created": 100,
        "expires": 200,
    }


def test_a_link_is_good_until_it_runs_out() -> None:
    assert clip().is_good(199)
    assert not clip().is_good(200)


def test_notes_are_never_in_a_candidates_part() -> None:
    assert clip().part == Part(10, 20, True)
    assert clip(audience=Edition.CANDIDATE).part == Part(10, 20, False)


@pytest.mark.parametrize(
    ("begin", "end", "days", "audience", "notes", "field"),
    [
        (20, 10, 7, Edition.HOST, False, "to"),
        (10, 10, 7, Edition.HOST, False, "to"),
        (0, 101, 7, Edition.HOST, False, "to"),
        (0, 100, 0, Edition.HOST, False, "days"),
        (0, 100, 367, Edition.HOST, False, "days"),
        (0, 100, 7, Edition.CANDIDATE, True, "notes"),
    ],
)
def test_a_clip_that_cannot_be_names_its_field(
    begin: int, end: int, days: int, audience: Edition, notes: bool, field: str
) -> None:
    wrong = problem(begin, end, 100, days, audience, notes)
    assert wrong is not None
    assert wrong[1] == field
    assert wrong[0].endswith(".")


def test_a_clip_that_can_be() -> None:
    assert problem(0, 100, 100, 7, Edition.HOST, True) is None
    assert problem(0, 100, 100, 366, Edition.CANDIDATE, False) is None


def test_a_project_has_the_files_that_were_there_before_the_part() -> None:
    story = Story()
    story.says("room", e.FileCreated("slots", "python", "python.1", "desk.py"))
    story.types(CANDIDATE, "slots/python.1", 0, "desk")
    story.at = 5_000
    story.says(CANDIDATE, e.FileRenamed("slots", "python", "python.1", "counter.py", "desk.py"))
    story.at = 30_000
    story.types(CANDIDATE, "slots/python.1", 4, "!")
    told = Index(made_of(Made(story.entries), Part(20_000, 40_000, notes=False)).index).talk
    assert [said.data["path"] for said in told if said.kind.startswith("file_")] == ["desk.py", "counter.py"]
