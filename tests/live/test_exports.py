"""From a track's items to a story: what is known becomes events again, what is not is counted."""

from pathlib import Path

from sandbox.contract import Verdict
from server.core import events as e
from server.core.interview import Interview
from server.core.track.parts import Edition
from server.exporting import FORMATS
from server.live.exports import event_of, file_name_of
from tests.exporting.stories import story
from tests.fakes import StillClock
from tests.house import new_house


def test_events_come_back_as_they_were() -> None:
    told = e.RunEnded("r1", e.Suite.HIDDEN, Verdict.PASSED, "", 2, 2, 1.5)
    data = {"run": "r1", "suite": "hidden", "verdict": "passed", "message": "", "passed": 2, "total": 2, "ms": 1.5}
    assert event_of("run_ended", {**data, "sheet": "0" * 64}) == told


def test_kinds_of_a_newer_version_and_damaged_entries_are_no_events() -> None:
    assert event_of("unknown", {"code": 99, "digest": "0" * 64}) is None
    assert event_of("run_ended", {"run": 7}) is None


def test_a_files_name_says_what_it_is_and_names_nobody_where_the_file_does_not() -> None:
    names = {format.name: file_name_of(story(Edition.CANDIDATE), format) for format in FORMATS}
    assert names["transcript.md"] == "backend-engineer-cam-2026-11-18-transcript-candidate.md"
    assert names["git"] == "backend-engineer-cam-2026-11-18-git-candidate.bundle"
    assert names["progsnap2"] == "interview-k3v9x0q2m1ab-2026-11-18-progsnap2-candidate.zip"
    assert "cam" in file_name_of(story(names=True), FORMATS[-1])


async def test_sizes_are_known_after_the_end_only(tmp_path: Path) -> None:
    house = new_house(tmp_path, clock=StillClock())
    interview = await house.open_interview("Backend engineer", "Ida", "Cam", ["slots"])
    assert isinstance(interview, Interview)
    text = house.exports.formats[0]
    await house.exports.make(interview, text, Edition.HOST)
    assert house.exports.size(interview, text.name, Edition.HOST) == 0
    await house.end(interview)
    ended = await house.interview(interview.id)
    assert ended is not None
    made = await house.exports.make(ended, text, Edition.HOST)
    assert house.exports.size(ended, text.name, Edition.HOST) == len(made.body)
    assert house.exports.size(ended, text.name, Edition.CANDIDATE) == 0
    await house.close()
