"""What happened, in plain words to a person: times, counts, verdicts and events. Pages and exports say it alike."""

from collections.abc import Mapping
from typing import Final, assert_never

from sandbox.contract import Verdict
from server.core import events as e
from server.core.task import ProofState, Task
from server.core.task_summary import TaskSummary

VERDICTS: Final[Mapping[Verdict, str]] = {
    Verdict.PASSED: "passed",
    Verdict.WRONG: "another answer than expected",
    Verdict.RUNTIME_ERROR: "the program stopped with an error",
    Verdict.TIME_LIMIT: "took too long",
    Verdict.MEMORY_LIMIT: "needed too much memory",
    Verdict.OUTPUT_LIMIT: "printed too much",
    Verdict.COMPILE_ERROR: "did not compile",
    Verdict.COMPILE_LIMIT: "took too long to compile",
    Verdict.PROTOCOL_ERROR: "did not answer as a function should",
    Verdict.CANCELLED: "stopped",
    Verdict.INTERNAL_ERROR: "could not be run, through no fault of the code",
    Verdict.UNCHECKED: "ran, with no expected answer to compare",
}


def program_end(verdict: Verdict | None) -> str:
    """How a program of somebody's own ended, in a few words."""
    match verdict:
        case None:
            return "not ended"
        case Verdict.PASSED | Verdict.UNCHECKED:
            return "ended"
        case _:
            return VERDICTS[verdict]


def clock(ms: float) -> str:
    """Interview time as people read it: `0:07`, `12:40`, `1:02:40`."""
    seconds = int(ms) // 1000
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def duration_of(ms: float) -> str:
    """How long something took, in the largest fitting words."""
    minutes = round(ms / 60_000)
    if minutes < 1:
        return "under a minute"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def spell(ms: float) -> str:
    """A short time to the second: `8 s`, `2 min 5 s`."""
    minutes, seconds = divmod(int(ms + 500) // 1000, 60)
    if not minutes:
        return f"{seconds} s"
    return f"{minutes} min {seconds} s" if seconds else f"{minutes} min"


def count(number: int, one: str, many: str = "") -> str:
    """`1 case`, `2 cases`."""
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"


def listed(words: list[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def suite(which: e.Suite) -> str:
    return {e.Suite.HIDDEN: "hidden tests", e.Suite.EXAMPLES: "examples", e.Suite.SCRATCH: "program"}[which]


def happening(event: e.Event, who: str, tasks: Mapping[str, str], languages: Mapping[str, str]) -> str:
    """One line for the list of what happened when; "" for what is too small to list.

    `who` is the author's name; `tasks` and `languages` map ids to titles.
    """
    match event:
        case e.Opened():
            return "The interview was created"
        case e.Forked(at=at):
            return f"Its code is that of another interview at {clock(at)}"
        case e.Agreed(name=name):
            return f"{name} read what is recorded and agreed"
        case e.Started():
            return "The interview began"
        case e.Joined(name=name):
            return f"{name} came in"
        case e.Left():
            return f"{who} left"
        case e.Switched(task=task, language=language):
            return f"{who} turned to {tasks.get(task, task)} in {languages.get(language, language)}"
        case e.FileCreated(path=path):
            return f"{who} made the file {path}"
        case e.FileRenamed(path=path, was=was):
            return f"{who} renamed {was} to {path}"
        case e.FileDeleted(path=path):
            return f"{who} deleted {path}"
        case e.FileRestored(path=path):
            return f"{who} brought {path} back"
        case e.CaseAdded(name=name):
            return f"{who} added the case “{name}”"
        case e.CaseDropped():
            return f"{who} removed a case"
        case e.RunStarted(task=task, language=language, suite=which):
            return f"{who} ran the {suite(which)} of {tasks.get(task, task)} in {languages.get(language, language)}"
        case e.NoteWritten():
            return f"{who} wrote a note"
        case e.NoteChanged():
            return f"{who} changed a note"
        case e.NoteDropped():
            return f"{who} deleted a note"
        case e.StageBegan(title=title, minutes=minutes):
            return f"The stage “{title}” began" + (f", about {minutes} min planned" if minutes else "")
        case e.Paused():
            return f"{who} paused the clock"
        case e.Resumed():
            return f"{who} let the clock go on"
        case e.Extended(minutes=minutes):
            return f"{who} gave the stage {count(minutes, 'minute')} more"
        case e.PartOpened(task=task, part=part):
            return f"{who} opened part {part} of {tasks.get(task, task)}"
        case e.HintGiven(task=task, number=number):
            return f"{who} gave hint {number} of {tasks.get(task, task)}"
        case e.Pasted(length=length, known=known):
            before = "which had been" if known else "which had not been"
            return f"{who} pasted {count(length, 'character')}, {before} in this room’s code or task before"
        case e.WentAway():
            return absence(who)
        case e.CameBack(away_ms=away):
            return f"{who}’s page had the focus again, after {spell(away)}"
        case e.Said(text=text):
            return f"{who} wrote: {one_line(text)}"
        case e.HandRaised():
            return f"{who} raised a hand"
        case e.HandLowered():
            return ""
        case e.PrivateBegan(minutes=minutes):
            return f"Thinking privately began, for about {minutes} min"
        case e.PrivateEnded(shared=shared):
            return "Thinking privately ended" + ("" if shared else ", and nothing of it was shared")
        case e.PrivateReleased():
            return f"{who} released what they had written and tried privately"
        case e.PrivateRan(task=task, suite=which, passed=passed, total=total):
            found = "" if which is e.Suite.SCRATCH else f": {passed} of {total} passed"
            return f"{who} ran the {suite(which)} of {tasks.get(task, task)} privately{found}"
        case e.PanelChanged(panel):
            return f"The panel is {listed([f'{each.name} ({each.role})' for each in panel])}" if panel else "No panel"
        case e.VersionTaken(task=task):
            return f"{who} took a newer version of {tasks.get(task, task)}"
        case e.Interrupted():
            return "The server stopped and came back; nothing was heard in between"
        case e.Ended():
            return f"{who} ended the interview"
        case (
            e.PrivateEdited() | e.Edited() | e.Pointed() | e.Printed() | e.CaseJudged() | e.RunEnded() | e.StageEnded()
        ):
            return ""
        case _ as never:
            assert_never(never)


def one_line(text: str, most: int = 2_000) -> str:
    """A text on one line; of a longer one than anybody may write in the chat, the beginning."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def absence(who: str, away_ms: int = 0) -> str:
    """That somebody's page lost the focus, and for how long where that is known."""
    return f"{who}’s page lost the focus" + (f" for {spell(away_ms)}" if away_ms else "")


def outcome(run: e.RunEnded) -> str:
    """How a run ended: follows the line that says who started it."""
    if run.suite is e.Suite.SCRATCH:
        return program_end(run.verdict)
    match run.verdict:
        case Verdict.CANCELLED:
            return f"stopped, {run.passed} of {run.total} passed"
        case Verdict.INTERNAL_ERROR:
            return "could not go on"
        case _:
            return f"{run.passed} of {run.total} passed"


_UNPROVEN: Final = {
    ProofState.CHANGED: "Changed since its proof: its cases may not catch what they did.",
    ProofState.FAILED: "Does not prove itself: a solution does not keep its promise.",
    ProofState.UNPROVEN: "Not proven: nobody knows whether its cases are right.",
}


def unproven(task: Task | TaskSummary) -> str:
    """A warning for who is about to use this task, or "" where it was proved as it is."""
    state = task.proof_state
    return "" if state is ProofState.PROVEN else f"“{task.title}”: {_UNPROVEN[state]}"


def unproven_here(task: Task | TaskSummary) -> str:
    """The same where the task's title stands beside it."""
    return _UNPROVEN.get(task.proof_state, "")
