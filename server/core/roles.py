"""Who may do what, and who may be told what. The only place that decides either; see SPEC.md, rules A1 to A10."""

from dataclasses import replace
from enum import StrEnum
from typing import assert_never

from sandbox.contract import Verdict
from server.core import asks as a
from server.core import events as e
from server.core.private import PrivatePolicy


class Role(StrEnum):
    """What a person is in one room. A connection has exactly one role, given by the key that it came with."""

    HOST = "host"
    PANELIST = "panelist"
    OBSERVER = "observer"
    CANDIDATE = "candidate"
    LEARNER = "learner"
    """Who practises alone: sees what a candidate sees, and asks for hints, hidden runs and the end themselves."""

    @property
    def interviewer(self) -> bool:
        """Whether this is one of those who see the interviewers' side."""
        return self in (Role.HOST, Role.PANELIST, Role.OBSERVER)

    @property
    def acts(self) -> bool:
        """Whether they type, point and are seen where they are. An observer does nothing but look."""
        return self is not Role.OBSERVER


PRIVATE = e.PrivateEdited | e.PrivateRan
"""What is written and tried in private."""


def may(role: Role, ask: a.Ask) -> bool:
    """Whether this role may ask for this at all. The room then decides whether it is possible now."""
    if not role.acts:
        return False
    match ask:
        case a.AskStage() | a.AskExtend():
            return role is Role.HOST
        case a.AskEnd():
            return role in (Role.HOST, Role.LEARNER)
        case a.AskPause() | a.AskResume():
            return role in (Role.HOST, Role.CANDIDATE)
        case a.AskNote() | a.AskNoteChange() | a.AskNoteDrop():
            return role.interviewer
        case a.AskHint() | a.AskPart():
            return role is not Role.CANDIDATE
        case a.AskPasted() | a.AskAway() | a.AskBack() | a.AskPrivateEnd() | a.AskPrivateRelease():
            return role is Role.CANDIDATE
        case a.AskPrivate():
            return role in (Role.CANDIDATE, Role.HOST)
        case a.AskRun(suite=suite):
            return role is not Role.CANDIDATE or suite is e.Suite.EXAMPLES
        case a.AskRaiseHand():
            return role in (Role.PANELIST, Role.CANDIDATE)
        case a.AskSay() | a.AskLowerHand():
            return role is not Role.LEARNER
        case a.AskFileCreate() | a.AskFileRename() | a.AskFileDelete() | a.AskFileRestore():
            return True
        case a.AskScratch() | a.AskStop() | a.AskCase() | a.AskCaseDrop() | a.AskSwitch():
            return True
        case _ as never:
            assert_never(never)


def sees(role: Role, event: e.Event) -> e.Event | None:
    """What this role is told of an event: the event, a redacted one, or nothing.

    What was thought privately is in nobody's edition, unless it was agreed that everybody's has it: whoever asks may be
    given the candidate's edition too (W5). Interviewers see everything else. A candidate sees no note, and of a hidden
    run only that it goes on and how many passed, unless the task reveals less or more.
    """
    if isinstance(event, PRIVATE) and event.policy is not PrivatePolicy.RECORDED:
        return None
    if role.interviewer:
        return event
    match event:
        case e.NoteWritten() | e.NoteChanged() | e.NoteDropped():
            return None
        case e.Forked():
            return replace(event, room="")
        case e.RunStarted(suite=e.Suite.HIDDEN):
            cases = tuple(told for case in event.cases if (told := _told(case)))
            return replace(event, cases=cases, seed=0, total=_count(event.total, event.feedback))
        case e.CaseJudged(suite=e.Suite.HIDDEN):
            return _told_result(event)
        case e.CaseJudged(note=note) if note:
            return replace(event, note="")
        case e.RunEnded(suite=e.Suite.HIDDEN):
            return _told_end(event)
        case _:
            return event


def hears(role: Role, event: e.Event) -> e.Event | None:
    """What this role is told of an event in the live room: what they see so far, but for interviewers no facts.

    Those are for afterwards, in the record and the replay: nobody should work beside somebody who watches a ticker.
    """
    if role.interviewer and isinstance(event, e.Pasted | e.WentAway | e.CameBack):
        return None
    return so_far(role, event)


def so_far(role: Role, event: e.Event) -> e.Event | None:
    """What this role is told of an interview that goes on: nothing of what is thought privately, whatever was agreed.

    The candidate's pages have the text itself.
    """
    return None if isinstance(event, PRIVATE) else sees(role, event)


def reads_private(role: Role, policy: PrivatePolicy, *, ended: bool, released: bool) -> bool:
    """Whether this role may read what was written and tried in a stretch of thinking privately (W7).

    It is the candidate's; for interviewers it is there when it was released, or when the interview, of which they were
    told that it is recorded, has ended.
    """
    if policy is PrivatePolicy.NOT_RECORDED:
        return False
    if role.interviewer:
        return released or (ended and policy is PrivatePolicy.RECORDED)
    return True


def drafts(role: Role) -> bool:
    """Whose page may have the private text while somebody thinks privately: the candidate's, and nobody else's (W2)."""
    return role is Role.CANDIDATE


def _told(case: e.CaseShown) -> e.CaseShown | None:
    """A hidden case as a candidate may know it."""
    match case.reveal:
        case e.Reveal.NEVER:
            return None
        case e.Reveal.NAME:
            return replace(case, group="", args={}, expected=None)
        case e.Reveal.ALL:
            return case
        case _ as never:
            assert_never(never)


def _told_result(event: e.CaseJudged) -> e.CaseJudged | None:
    """Whether a revealed case passed, and never what the program said: it may have kept what other cases gave it."""
    if event.reveal is e.Reveal.NEVER:
        return None
    verdict = e.hidden_verdict(event.verdict)
    return e.CaseJudged(
        event.run, event.suite, event.case, verdict, None, "", "", "", "", cut=False, ms=0.0, reveal=event.reveal
    )


def _told_end(event: e.RunEnded) -> e.RunEnded:
    verdict = e.hidden_verdict(event.verdict)
    if event.feedback is e.Feedback.NONE and verdict in (Verdict.PASSED, Verdict.WRONG):
        verdict = Verdict.UNCHECKED
    passed, total = _count(event.passed, event.feedback), _count(event.total, event.feedback)
    return replace(event, verdict=verdict, message="", ms=0.0, passed=passed, total=total)


def _count(number: int, feedback: e.Feedback) -> int:
    return 0 if feedback is e.Feedback.NONE else number
