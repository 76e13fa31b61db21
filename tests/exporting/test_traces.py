"""Editing traces: replaying the patches from the start content gives the end content, as its readers do it."""

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.story import Story, Wrote
from server.core.track.parts import Splice
from server.exporting.texts import Texts
from server.exporting.traces import traces
from tests.exporting.stories import FACE, JS, OPENED, PY, STARTER, story, wrote

Trace = dict[str, Any]


def read(told: Story) -> dict[str, Trace]:
    with zipfile.ZipFile(io.BytesIO(traces(told))) as archive:
        return {name.removesuffix(".json"): json.loads(archive.read(name)) for name in archive.namelist()}


def replayed(trace: Trace) -> str:
    text: str = trace["startContent"]
    for txn in trace["txns"]:
        for at, deleted, inserted in txn["patches"]:
            assert at + deleted <= len(text)
            text = text[:at] + inserted + text[at + deleted :]
    return text


def test_each_file_has_a_trace_of_its_own_that_gives_its_text() -> None:
    made = read(story())
    assert set(made) == {PY, JS}
    for trace in made.values():
        assert set(trace) == {"startContent", "endContent", "txns"}
        assert replayed(trace) == trace["endContent"]
    assert FACE in made[PY]["endContent"]


def test_it_begins_with_the_starter_code() -> None:
    made = read(story())
    assert made[PY]["startContent"] == STARTER
    assert made[PY]["txns"][0] == {
        "time": "2026-11-18T11:07:01.400Z",
        "patches": [[0, 0, f"# {FACE}{FACE} `slots`\r\n"]],
    }


def test_one_edit_is_one_transaction() -> None:
    assert read(story())[PY]["txns"][1]["patches"] == [[3, 1, "!"], [4, 0, "\N{COMBINING ACUTE ACCENT}"]]


@pytest.mark.parametrize("at", range(8))
def test_an_emoji_at_every_offset_is_one_character(at: int) -> None:
    edits = [
        wrote((PY, 0, 0, "abcdefg")),
        wrote((PY, at, 0, FACE)),
        wrote((PY, at + 2, 0, "\r\n")),
        wrote((PY, at, 2, "")),
    ]
    trace = read(story(happened=[(n, CANDIDATE, edit) for n, edit in enumerate(edits)]))[PY]
    assert [txn["patches"] for txn in trace["txns"][1:]] == [[[at, 0, FACE]], [[at + 1, 0, "\r\n"]], [[at, 1, ""]]]
    assert replayed(trace) == trace["endContent"] == "abcdefg"[:at] + "\r\n" + "abcdefg"[at:]


def test_times_never_step_back_when_the_machines_clock_does() -> None:
    told = story()
    late = [replace(step, wall=OPENED) if step.at == 13_100 else step for step in told.steps]
    times = [txn["time"] for txn in read(replace(told, steps=late))[PY]["txns"]]
    assert times == sorted(times)


SPLICES = st.builds(
    Splice,
    st.sampled_from([PY, JS]),
    st.integers(0, 25),
    st.integers(0, 6),
    st.text(st.sampled_from("ab\r\n\N{GRINNING FACE}\N{COMBINING ACUTE ACCENT}\ud83d"), max_size=5),
)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from([HOST, CANDIDATE, ROOM]), st.lists(SPLICES, max_size=4)), max_size=20))
def test_any_edits_replay_to_their_end(edits: list[tuple[str, list[Splice]]]) -> None:
    told = story(happened=[(at, by, Wrote(tuple(splices))) for at, (by, splices) in enumerate(edits)])
    texts = Texts()
    for step in told.steps:
        assert isinstance(step.what, Wrote)
        texts.write(step.what)
    for file, trace in read(told).items():
        assert replayed(trace) == trace["endContent"] == texts[file]
