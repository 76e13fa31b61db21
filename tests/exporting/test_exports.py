"""What holds for every format: no private byte for a candidate, the same bytes each time, and any interview at all."""

import io
import zipfile
from pathlib import Path

import pytest
from dulwich.bundle import read_bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core import events as e
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.interview import State
from server.core.track.parts import Edition
from server.exporting import FORMATS
from server.live.exports import Format
from tests.exporting.stories import CANARY, HAPPENED, JS, PY, What, story, wrote

FORMAT = pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)


def inside(made: bytes) -> bytes:
    """Everything that a file holds, unpacked."""
    if made[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            assert archive.testzip() is None
            return b"\n".join(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())
    if made.startswith(b"# v2 git bundle"):
        with read_bundle(io.BytesIO(made)) as bundle:
            assert bundle.pack_data is not None
            whole = [b"".join(each.decomp_chunks or []) for each in bundle.pack_data.iter_unpacked()]
            return b"\n".join([bytes(name) for name in bundle.references] + whole)
    return made


@FORMAT
def test_a_candidates_copy_holds_nothing_private(format: Format) -> None:
    assert CANARY.encode() not in inside(format.make(story(Edition.CANDIDATE)))
    assert CANARY.encode() not in inside(format.make(story(Edition.CANDIDATE, names=True)))


@pytest.mark.parametrize("name", ["transcript.txt", "transcript.md", "asciicast", "progsnap2"])
def test_the_interviewers_copy_has_the_notes(name: str) -> None:
    (format,) = (format for format in FORMATS if format.name == name)
    whole = inside(format.make(story())).decode()
    assert f"{CANARY} **asks** very well" in whole
    assert "deleted again" not in whole


@FORMAT
def test_the_same_interview_gives_the_same_bytes(format: Format) -> None:
    assert format.make(story()) == format.make(story())


@FORMAT
def test_an_interview_in_which_nothing_happened_yet_can_be_exported(format: Format) -> None:
    for happened in ((), HAPPENED[:1], HAPPENED[:2]):
        assert format.make(story(happened=happened, state=State.PLANNED))


@FORMAT
def test_an_interview_that_stops_anywhere_can_be_exported(format: Format) -> None:
    for end in range(len(HAPPENED)):
        for edition in Edition:
            assert format.make(story(edition, HAPPENED[:end], state=State.LIVE))


WORDS = st.text(st.sampled_from("ab`\n\r\t\0\x1b\u2028\ud83d\N{GRINNING FACE}\N{COMBINING ACUTE ACCENT}"), max_size=12)
EDITS = st.builds(
    lambda file, at, deleted, words: wrote((file, at, deleted, words)),
    st.sampled_from([PY, JS, "gone/solution.py", "../up"]),
    st.integers(0, 30),
    st.integers(0, 9),
    WORDS,
)
EVENTS: st.SearchStrategy[What] = st.one_of(
    EDITS,
    st.builds(e.NoteWritten, WORDS, WORDS, st.sampled_from(["slots", "gone"]), WORDS, st.integers(0, 3)),
    st.builds(e.Joined, WORDS, st.just("host")),
    st.builds(e.Printed, st.just("r1"), st.sampled_from(["stdout", "stderr"]), WORDS),
    st.builds(
        lambda stdin: e.RunStarted("r1", "gone", "cobol", e.Suite.SCRATCH, "", 0, (), stdin, 0),
        WORDS,
    ),
    st.sampled_from([event for _, _, event in HAPPENED]),
)


@FORMAT
@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**7), st.sampled_from([HOST, CANDIDATE, ROOM, "x"]), EVENTS), max_size=25))
def test_whatever_happens_can_be_exported(format: Format, happened: list[tuple[int, str, What]]) -> None:
    assert format.make(story(happened=sorted(happened, key=lambda each: each[0])))


def test_every_format_is_explained_in_the_documentation() -> None:
    text = (Path(__file__).parents[2] / "docs" / "exports.md").read_text()
    headings = " ".join(line for line in text.splitlines() if line.startswith("## "))
    for format in FORMATS:
        assert f"| `{format.name}` |" in text
        assert format.name in headings
