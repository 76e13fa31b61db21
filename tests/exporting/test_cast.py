"""asciicast v3: a header, then events in three parts, with times since the last."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from server.core.story import Story
from server.core.track.parts import Edition
from server.exporting.cast import cast, terminal
from tests.exporting.stories import CANARY, OPENED, story

Event = list[Any]


def read(told: Story) -> tuple[dict[str, Any], list[Event]]:
    header, *events = [json.loads(line) for line in cast(told).decode().splitlines()]
    return header, events


def test_the_header_is_that_of_version_3() -> None:
    header, _ = read(story())
    assert header["version"] == 3
    assert header["term"]["cols"] > 0
    assert header["term"]["rows"] > 0
    assert header["timestamp"] == (OPENED + 9_000) // 1000


def test_every_event_is_an_interval_a_code_and_a_text() -> None:
    _, events = read(story())
    for interval, code, text in events:
        assert interval >= 0
        assert code in "oimx"
        assert isinstance(text, str)


def test_what_a_program_printed_comes_when_it_was_printed() -> None:
    at, found = 0.0, {}
    for interval, code, text in read(story())[1]:
        at = round(at + interval, 3)
        if code == "o":
            found[text] = at
    assert found["hi\r\n\x1b[32mgreen\x1b[0m\r\n"] == 740.5
    assert found["careful\r\n"] == 740.6


def test_what_a_program_read_is_input() -> None:
    assert [text for _, code, text in read(story())[1] if code == "i"] == ["3 4\n"]


def test_verdicts_and_notes_are_markers_and_notes_are_the_interviewers_alone() -> None:
    markers = {role: [text for _, code, text in read(story(role))[1] if code == "m"] for role in Edition}
    verdicts = ["Examples: 0 of 1 passed", "Program: ended", "Hidden tests: 1 of 1 passed", "Examples: 0 of 1 passed"]
    told = ["Stage: Design *first*", "Hint 1"]
    chat = [
        "Cam *the* candidate: May I *sort* first?",
        "Ida: Yes. The docs: https://example.org/_sorted_",
        "Cam *the* candidate raised a hand",
    ]
    notes = [f"Note: {CANARY} **asks** very well", f"Note: [code] {CANARY} a loop too many"]
    assert markers[Edition.HOST] == [*told, notes[0], *chat, notes[1], *verdicts]
    assert markers[Edition.CANDIDATE] == [*told, *chat, *verdicts]


def test_it_ends_with_the_status_of_the_last_run() -> None:
    told = story()
    assert read(told)[1][-1] == [0.0, "x", "1"]
    assert [code for _, code, _ in read(told)[1]].count("x") == 1


def test_a_program_cannot_write_to_the_clipboard_of_whoever_plays_it() -> None:
    whole = cast(story()).decode()
    assert "\\u001b]52" not in whole
    assert "␛]52;c;Zm9v␇" in whole


@given(st.text(st.sampled_from("ab\n\r\x1b[]0;31m\x07\x9b\N{GRINNING FACE}\ud83d")))
def test_lines_end_as_terminals_need_and_only_colours_are_done(text: str) -> None:
    made = terminal(text)
    assert "\n" not in made.replace("\r\n", "")
    assert "\x07" not in made
    assert all(rest.startswith("[") for rest in made.split("\x1b")[1:])
    assert made.count("\n") == text.count("\n")
