"""The tables of a ProgSnap2 data set: their columns, and the words of the specification that we use."""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sandbox.contract import Verdict
from server.core.ids import CANDIDATE, HOST, ROOM
from server.exporting.texts import Patch

VERSION: Final = "1.0"
TOOL: Final = "Greenroom"
COLUMNS: Final = (
    "EventType", "EventID", "CodeStateID", "SubjectID", "ToolInstances", "Order", "ServerTimestamp", "AssignmentID",
    "ProblemID", "ParentEventID", "SessionID", "CodeStateSection", "DestinationCodeStateSection", "EventInitiator",
    "EditType", "SourceLocation", "InsertText", "DeleteText", "DeleteLength", "CompileResult", "CompileMessageType",
    "CompileMessageData", "ExecutionID", "TestID", "ExecutionResult", "Score", "ProgramInput", "ProgramOutput",
    "ProgramErrorOutput", "InterventionCategory", "InterventionType", "InterventionMessage", "X-By",
    "X-InterviewTime", "X-Suite", "X-Text",
)  # fmt: skip
METADATA: Final = (
    ("Version", VERSION),
    ("IsEventOrderingConsistent", "true"),
    ("EventOrderScope", "Global"),
    ("EventOrderScopeColumns", ""),
    ("CodeStateRepresentation", "Table"),
    ("ProgramInputLinkTable", ""),
)
INSTRUCTOR: Final = "InstructorDirectAction"
"""The host, and everybody else of the panel."""
INITIATORS: Final = {CANDIDATE: "UserDirectAction", HOST: INSTRUCTOR, ROOM: "ToolReaction"}
BY: Final = {CANDIDATE: "candidate", HOST: "interviewer", ROOM: "room"}
RESULTS: Final[Mapping[Verdict, str]] = {
    Verdict.PASSED: "Success",
    Verdict.UNCHECKED: "Success",
    Verdict.WRONG: "TestFailed",
    Verdict.TIME_LIMIT: "Timeout",
    Verdict.COMPILE_LIMIT: "Timeout",
    Verdict.CANCELLED: "Timeout",
}
"""`ExecutionResult`; every other verdict is an `Error`."""
NOT_COMPILED: Final = (Verdict.COMPILE_ERROR, Verdict.COMPILE_LIMIT)

Row = dict[str, Any]
PATH_MAX: Final = 80
"""Characters of an id in a path."""


def of_task(task: str) -> Row:
    return {"AssignmentID": task, "ProblemID": task}


def of_file(file: str) -> Row:
    return {**of_task(file.partition("/")[0]), "CodeStateSection": file}


def hint(task: str, number: int, text: str, by: str) -> Row:
    return {
        "EventType": "Intervention",
        **of_task(task),
        "EventInitiator": by,
        "InterventionCategory": "Hint",
        "InterventionType": f"Hint {number} of {task}",
        "InterventionMessage": text,
    }


def edit_type(patch: Patch) -> str:
    if patch.inserted and patch.deleted:
        return "Replace"
    return "Insert" if patch.inserted else "Delete"


def plain(id: str) -> str:
    """An id as a part of a path. Different ids stay different."""
    kept = "".join(letter if (letter.isascii() and letter.isalnum()) or letter in "-_" else "_" for letter in id)[
        :PATH_MAX
    ]
    return kept if kept == id else f"{kept}-{hashlib.sha256(id.encode(errors='replace')).hexdigest()[:8]}"


def table(columns: tuple[str, ...], rows: Iterable[Row]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
