"""Who may do what, and who may be told what. The only place that decides either; see SPEC.md, rules A1 to A9."""

from dataclasses import replace
from enum import StrEnum
from typing import assert_never

from server.core import events as e


class Role(StrEnum):
    """What a person is in one room. A connection has exactly one role, given by the key that it came with."""

    HOST = "host"
    CANDIDATE = "candidate"


def may(role: Role, ask: e.Ask) -> bool:
    """Whether this role may ask for this at all. The room then decides whether it is possible now."""
    match ask:
        case e.AskNote() | e.AskNoteChange() | e.AskNoteDrop() | e.AskEnd():
            return role is Role.HOST
        case e.AskRun(suite=suite):
            return role is Role.HOST or suite is e.Suite.EXAMPLES
        case e.AskScratch() | e.AskStop() | e.AskCase() | e.AskCaseDrop() | e.AskSwitch():
            return True
        case _ as never:
            assert_never(never)


def sees(role: Role, event: e.Event) -> e.Event | None:
    """What this role is told of an event: the event, a redacted one, or nothing.

    A host sees everything. A candidate sees no note, and of a hidden run only that it goes on and how many passed.
    """
    if role is Role.HOST:
        return event
    match event:
        case e.NoteWritten() | e.NoteChanged() | e.NoteDropped():
            return None
        case e.RunStarted(suite=e.Suite.HIDDEN):
            return replace(event, cases=(), seed=0)
        case e.CaseJudged(suite=e.Suite.HIDDEN):
            return None
        case e.RunEnded(suite=e.Suite.HIDDEN):
            return replace(event, verdict=e.hidden_verdict(event.verdict), message="", ms=0.0)
        case _:
            return event
