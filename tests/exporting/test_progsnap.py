"""ProgSnap2: the columns that its specification requires of each event, and a text that can be built again."""

import csv
import io
import re
import zipfile
from typing import Any

import pytest

from server.core.story import Story, Wrote
from server.core.track.parts import Edition
from server.exporting.progsnap import progsnap
from server.exporting.progsnap_readme import COLUMNS as OUR_COLUMNS
from server.exporting.progsnap_readme import EVENTS
from server.exporting.progsnap_table import COLUMNS, plain
from server.exporting.texts import Texts
from tests.exporting.stories import CANARY, FACE, JS, PY, story

ALWAYS = ("EventType", "EventID", "SubjectID", "ToolInstances", "Order", "ServerTimestamp")
"""CodeStateID is required as a column, and blank where the state is not known."""
REQUIRED = {
    "Session.Start": ("SessionID",),
    "Session.End": ("SessionID",),
    "File.Create": ("CodeStateSection",),
    "File.Focus": ("CodeStateSection",),
    "File.Edit": ("CodeStateSection", "EditType"),
    "Compile": ("CodeStateSection", "CompileResult"),
    "Compile.Error": ("ParentEventID", "CodeStateSection", "CompileMessageType", "CompileMessageData"),
    "Run.Program": ("ExecutionResult",),
    "Run.Test": ("ExecutionID", "TestID", "ExecutionResult"),
    "Intervention": ("EventInitiator", "InterventionCategory", "InterventionType", "InterventionMessage"),
}
"""By the specification of version 1.0. Compile.Error's SourceLocation is a column of ours that stays blank."""
VALUES = {
    "EventInitiator": {"UserDirectAction", "InstructorDirectAction", "ToolReaction"},
    "EditType": {"Insert", "Delete", "Replace", "Paste"},
    "ExecutionResult": {"Success", "Timeout", "Error", "TestFailed"},
    "CompileResult": {"Error"},
    "InterventionCategory": {"Hint"},
}

Row = dict[str, Any]


def files(told: Story) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(progsnap(told))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def table(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def rows(told: Story) -> list[Row]:
    return table(files(told)["MainTable.csv"])


@pytest.mark.parametrize("edition", Edition)
def test_every_row_has_what_its_event_requires(edition: Edition) -> None:
    for row in rows(story(edition)):
        kind = row["EventType"]
        for column in (*ALWAYS, *REQUIRED.get(kind, ())):
            assert row[column], (kind, column)
        assert kind in REQUIRED or kind in EVENTS
        for column, known in VALUES.items():
            assert not row[column] or row[column] in known


def test_ids_are_distinct_and_the_order_is_the_servers() -> None:
    made = rows(story())
    assert [int(row["Order"]) for row in made] == list(range(1, len(made) + 1))
    assert len({row["EventID"] for row in made}) == len(made)
    assert {row["ParentEventID"] for row in made} - {""} <= {row["EventID"] for row in made}


def test_the_edits_of_a_file_give_its_text_in_characters() -> None:
    told, texts = story(), Texts()
    for step in told.steps:
        if isinstance(step.what, Wrote):
            texts.write(step.what)
    for file in (PY, JS):
        text = ""
        for row in rows(told):
            if row["EventType"] == "File.Edit" and row["CodeStateSection"] == file:
                at, gone = int(row["SourceLocation"]), row["DeleteText"]
                assert text[at : at + len(gone)] == gone
                assert int(row["DeleteLength"]) == len(gone)
                text = text[:at] + row["InsertText"] + text[at + len(gone) :]
        assert text == texts[file]
    assert FACE in texts[PY]


def test_a_code_state_is_one_text_of_one_file() -> None:
    made = files(story())
    states = table(made["CodeStates/CodeStates.csv"])
    assert len({state["CodeStateID"] for state in states}) == len(states)
    used = {row["CodeStateID"] for row in table(made["MainTable.csv"])} - {""}
    assert used == {state["CodeStateID"] for state in states}
    assert FACE in next(state["Code"] for state in states if state["CodeStateSection"] == PY and FACE in state["Code"])


def test_every_row_is_about_the_candidate_and_says_who_did_it() -> None:
    made = rows(story())
    assert len({row["SubjectID"] for row in made}) == 1
    by_ida = [row for row in made if row["EventInitiator"] == "InstructorDirectAction"]
    assert {row["X-By"] for row in by_ida} == {"interviewer"}
    assert [row["InsertText"] for row in by_ida if row["EventType"] == "File.Edit"] == ["Ida: "]


def test_nobody_is_named_and_times_are_whole_seconds_unless_somebody_asks_for_names() -> None:
    plain = files(story(Edition.CANDIDATE))
    assert "Cam" not in "".join(plain.values())
    assert all("." not in row["ServerTimestamp"] + row["X-InterviewTime"] for row in table(plain["MainTable.csv"]))
    named = rows(story(names=True))
    assert {row["SubjectID"] for row in named} == {"Cam *the* candidate"}
    assert any(row["X-InterviewTime"] == "12.4" for row in named)


def test_the_edit_that_was_pasted_says_so() -> None:
    pasted = [row for row in rows(story()) if row["EditType"] == "Paste"]
    assert [row["InsertText"] for row in pasted] == [f"twice {FACE}\n"]


def test_cursors_are_told_once_a_second_in_characters() -> None:
    made = [row for row in rows(story()) if row["EventType"] == "X-Cursor"]
    assert [(row["SourceLocation"], row["X-Text"]) for row in made] == [("4", ""), ("4", "2 selected")]


def test_a_hint_is_an_intervention() -> None:
    (hint,) = [row for row in rows(story(Edition.CANDIDATE)) if row["EventType"] == "Intervention"]
    assert (hint["InterventionCategory"], hint["InterventionMessage"]) == ("Hint", "Sort them `first`.")


def test_the_chat_and_a_raised_hand_are_events_of_our_own() -> None:
    made = [row for row in rows(story(Edition.CANDIDATE)) if row["EventType"] in ("X-Chat", "X-Hand.Raised")]
    assert [(row["X-By"], row["X-Text"]) for row in made] == [
        ("candidate", "May I *sort* first?"),
        ("interviewer", "Yes.\nThe docs: https://example.org/_sorted_"),
        ("candidate", ""),
    ]
    notes = [row["X-Text"] for row in rows(story()) if row["EventType"] == "X-Note"]
    assert notes[-1] == f"[code] {CANARY} a loop too many"


def test_what_a_program_printed_is_a_file_that_its_row_names() -> None:
    made = files(story())
    (program,) = [row for row in table(made["MainTable.csv"]) if row["X-Suite"] == "scratch"]
    assert made[program["ProgramOutput"]] == "hi\n\x1b[32mgreen\x1b[0m\r\n"
    assert made[program["ProgramErrorOutput"]] == "careful\n"
    assert made[program["ProgramInput"]] == "3 4\n"


def test_ids_become_parts_of_paths_and_stay_different() -> None:
    ids = ["example-1", "test_a.py::x", "test_a_py__x", "../../up", "é", "x" * 200, "x" * 201]
    made = [plain(id) for id in ids]
    assert made[0] == "example-1"
    assert len(set(made)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,90}", each) for each in made)


def test_the_readme_explains_every_event_and_column_of_our_own() -> None:
    text = files(story())["README.md"]
    used = {row["EventType"] for row in rows(story()) if row["EventType"].startswith("X-")}
    for name in [*used, *[column for column in COLUMNS if column.startswith("X-")]]:
        assert f"| `{name}` |" in text
    assert set(OUR_COLUMNS) == {column for column in COLUMNS if column.startswith("X-")}


def test_an_order_over_all_rows_is_promised_in_the_metadata() -> None:
    told = {row["Property"]: row["Value"] for row in table(files(story())["DatasetMetadata.csv"])}
    assert told["EventOrderScope"] == "Global"
    assert told["IsEventOrderingConsistent"] == "true"
    assert told["CodeStateRepresentation"] == "Table"
