"""A room: what may happen in it now, and what it becomes when something does.

`receive` decides and never changes anything before it has decided; `apply` changes and never decides. A room that is
opened again applies its stored timeline and is the same room. It reads no clock, makes no id and awaits nothing.
Rules: SPEC.md, R1 to R22.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, assert_never

from sandbox import contract
from sandbox.contract import Verdict
from server.core import effects as f
from server.core import events as e
from server.core import inputs as i
from server.core.case_values import shown_value
from server.core.ids import CANDIDATE, ROOM
from server.core.interview import State
from server.core.kept import kept_result, weight
from server.core.roles import Role, may

NOTE_MAX: Final = 20_000
"""Characters of one note: a long page, far below the frame limit."""
NOTES_MAX: Final = 500
OWN_CASES_MAX: Final = 30
CASES_MAX: Final = 500
"""Own cases of an interview, those that were taken away again too: each stays on the timeline."""
NAME_MAX: Final = 80
"""Characters of a name or of a case's title."""
AGREEMENTS_MAX: Final = 20
"""Times that a candidate may come in under another name; each is an event."""
HIDDEN_RUNS_MAX: Final = 50
"""Hidden runs of one task: each tells the candidate at most how many passed, so their number is bounded."""

RUNS_MAX: Final = 2_000
"""Runs of everything: one every five seconds, for three hours."""
STDIN_MAX: Final = 64 * 1024
"""Bytes of a scratch run's standard input."""
PRINTED_MAX: Final = 256 * 1024
"""Characters of one scratch run that are kept and shown: far more than anybody reads."""
PIECES_MAX: Final = 1_000
"""Pieces in which they come, each of them an event."""
SCRATCH_MAX: Final = 8 * 1024 * 1024
"""Characters of all scratch runs, read and printed: everybody who comes in hears them again."""

NOT_ALLOWED: Final = "Only the interviewer can do this."
STAGES_MAX: Final = 300
STAGE_MINUTES_MAX: Final = 600
FACTS_MAX: Final = 3_000
"""Pastes and absences of an interview: one every two seconds, for an hour and a half."""
PASTED_MAX: Final = 1024 * 1024
"""UTF-16 units of one paste: a document frame holds no more."""
AWAY_AFTER_MS: Final = 1_000
"""So long a page is without the focus before it says so: what is shorter is nothing."""
NO_FACTS: Final = "This interview records neither pastes nor the page's focus."
NOT_OF_HOSTS: Final = "This is recorded of a candidate only."
ENDED: Final = "The interview has ended, so nothing can be changed any more."


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What a room must know of a task: just what can be asked for. `hints` are Markdown, and nobody's before given."""

    slug: str
    title: str
    languages: tuple[str, ...]
    hints: tuple[str, ...] = ()


@dataclass(slots=True)
class RunGoing:
    run: str
    by: str
    suite: e.Suite
    total: int
    passed: int = 0
    printed: int = 0
    """Characters of it that are on the timeline, in so many pieces."""
    pieces: int = 0
    cut: bool = False
    feedback: e.Feedback = e.Feedback.COUNT
    reveals: Mapping[str, e.Reveal] = field(default_factory=dict)
    """What a candidate may be told of its cases, by their ids."""


class Room:
    """One interview's room. `seq` and `at` are those of its last event."""

    def __init__(self, tasks: Mapping[str, TaskFacts]) -> None:
        self.tasks = tasks
        self.state = State.PLANNED
        self.seq = 0
        self.at = 0
        self.here: Counter[str] = Counter()
        self.names: dict[str, str] = {}
        self.agreed: list[e.Agreed] = []
        self.run: RunGoing | None = None
        self.cases: dict[str, e.CaseAdded] = {}
        self.notes: dict[str, str] = {}
        self.looking: dict[str, e.Switched] = {}
        self.hidden_runs: Counter[str] = Counter()
        self.scratched = 0
        """Characters that scratch runs have read and printed so far."""
        self.added = 0
        """Own cases so far, those that were dropped too."""
        self.judged = 0
        """Characters of the results of tests so far."""
        self.runs = 0
        self.opened: set[tuple[str, str]] = set()
        """The task and language of every file that somebody has turned to."""
        self.stage: e.StageBegan | None = None
        self.stages = 0
        self.hinted: set[tuple[str, int]] = set()
        """The task and number of every hint that was given."""
        self.facts = False
        self.away: dict[str, int] = {}
        """Who is away, and the interview time at which that was told."""
        self.told = 0
        """Pastes and absences so far."""

    # Decide ---------------------------------------------------------------------------------------------------------

    def receive(self, said: i.Input, at: int, wall: int) -> list[f.Effect]:
        """What follows from this report at interview time `at` (ms) and Unix time `wall` (ms). R1, R2."""
        match said:
            case i.Types(person, update):
                return [] if self.state is State.ENDED else self._happened(person, e.Edited(update), at=at, wall=wall)
            case i.Points(person, update):
                return [] if self.state is State.ENDED else self._happened(person, e.Pointed(update), at=at, wall=wall)
            case i.Asks():
                return self._asked(said, at, wall)
            case i.RunPrepared():
                return self._run_prepared(said, at, wall)
            case i.PasteSeen():
                return self._paste_seen(said, at, wall)
            case i.Ran(piece):
                return self._ran(piece, at, wall)
            case i.Arrives():
                return self._arrives(said, at, wall)
            case i.Leaves(person):
                return self._leaves(person, at, wall)
            case i.Agrees(name, terms):
                return self._agrees(e.Agreed(name, terms), at, wall)
            case i.ServerReturns():
                return self._server_returns(at, wall)
            case _ as never:
                assert_never(never)

    def _happened(self, by: str, *events: e.Event, at: int, wall: int) -> list[f.Effect]:
        """Number these events, make them so, and have them recorded. Time never runs backwards (T2)."""
        done: list[f.Effect] = []
        for event in events:
            entry = e.Entry(self.seq + 1, max(at, self.at), wall, by, event)
            self.apply(entry)
            done.append(f.Record(entry))
        return done

    def _agrees(self, agreed: e.Agreed, at: int, wall: int) -> list[f.Effect]:
        if self.state is State.ENDED:
            return [f.Refuse(ENDED)]
        if self.agreed and self.agreed[-1] == agreed:
            return []
        if len(self.agreed) >= AGREEMENTS_MAX:
            return [f.Refuse("This name has been changed often enough. Come in with the last one.")]
        return self._happened(CANDIDATE, agreed, at=at, wall=wall)

    def _arrives(self, said: i.Arrives, at: int, wall: int) -> list[f.Effect]:
        if self.state is State.ENDED:
            return [f.Refuse(ENDED), f.ShowOut(frozenset({said.role}))]
        if self.here[said.person]:
            self.here[said.person] += 1
            return []
        starts = said.role is Role.CANDIDATE and self.state is State.PLANNED
        effects = self._happened(ROOM, e.Started(), at=at, wall=wall) if starts else []
        if starts:
            effects.append(f.Become(State.LIVE))
        return effects + self._happened(said.person, e.Joined(said.name, said.role), at=at, wall=wall)

    def _leaves(self, person: str, at: int, wall: int) -> list[f.Effect]:
        if self.here[person] > 1:
            self.here[person] -= 1
            return []
        if not self.here[person] or self.state is State.ENDED:
            self.here.pop(person, None)
            return []
        return self._happened(person, e.Left(), at=at, wall=wall)

    def _asked(self, said: i.Asks, at: int, wall: int) -> list[f.Effect]:
        refusal = self.refusal(said.role, said.ask)
        if refusal:
            return [f.Refuse(refusal)]
        by, fresh = said.person, said.fresh
        match said.ask:
            case e.AskRun() | e.AskScratch() | e.AskPasted():
                return []  # the live house reads the code first, then reports RunPrepared or PasteSeen
            case e.AskStop():
                return self._stop(by, at, wall)
            case e.AskEnd():
                return self._end(by, at, wall)
            case e.AskCase(task, name, args, expected, checked):
                return self._happened(by, e.CaseAdded(fresh, task, name, args, expected, checked), at=at, wall=wall)
            case e.AskCaseDrop(case):
                return self._happened(by, e.CaseDropped(case), at=at, wall=wall)
            case e.AskSwitch(task, language):
                return self._happened(by, e.Switched(task, language), at=at, wall=wall)
            case e.AskNote(text, task, language, line):
                return self._happened(by, e.NoteWritten(fresh, text, task, language, line), at=at, wall=wall)
            case e.AskNoteChange(note, text):
                return self._happened(by, e.NoteChanged(note, text), at=at, wall=wall)
            case e.AskNoteDrop(note):
                return self._happened(by, e.NoteDropped(note), at=at, wall=wall)
            case e.AskStage(title, minutes):
                began = e.StageBegan(fresh, title.strip(), minutes)
                return self._happened(by, *self._stage_over(), began, at=at, wall=wall)
            case e.AskHint(task, number):
                text = self.tasks[task].hints[number - 1]
                return self._happened(by, e.HintGiven(task, number, text), at=at, wall=wall)
            case e.AskAway():
                return [] if by in self.away else self._happened(by, e.WentAway(), at=at, wall=wall)
            case e.AskBack():
                return self._comes_back(by, at, wall)
            case _ as never:
                assert_never(never)

    def refusal(self, role: Role, ask: e.Ask) -> str:
        """Why this cannot be done now, as a sentence with the mend; "" when it can."""
        if not may(role, ask):
            return NOT_ALLOWED if role is Role.CANDIDATE else NOT_OF_HOSTS
        if self.state is State.ENDED:
            return ENDED
        match ask:
            case e.AskRun(task, language, suite):
                return self._no_file(task, language) or self._no_run() or self._no_tests(task, suite)
            case e.AskScratch(task, language, stdin):
                return self._no_file(task, language) or self._no_run() or self._no_scratch(stdin)
            case e.AskSwitch(task, language):
                return self._no_file(task, language)
            case e.AskStop():
                return "" if self.run else "Nothing is running."
            case e.AskCase(task=task, name=name):
                return self._no_case(task, name)
            case e.AskCaseDrop(case):
                return "" if case in self.cases else "This case is not there any more."
            case e.AskNote(text=text):
                if len(self.notes) >= NOTES_MAX:
                    return f"There are {NOTES_MAX} notes already. Delete one first."
                return _no_note(text)
            case e.AskNoteChange(note, text):
                return _no_note(text) if note in self.notes else "This note is not there any more."
            case e.AskNoteDrop(note):
                return "" if note in self.notes else "This note is not there any more."
            case e.AskStage(title, minutes):
                return self._no_stage(title.strip(), minutes)
            case e.AskHint(task, number):
                return self._no_hint(task, number)
            case e.AskPasted(task, language, place, length):
                return self._no_facts() or self._no_file(task, language) or _no_paste(place, length)
            case e.AskAway():
                return self._no_facts()
            case e.AskBack():
                return "" if self.facts else NO_FACTS
            case e.AskEnd():
                return ""
            case _ as never:
                assert_never(never)

    def _no_file(self, task: str, language: str) -> str:
        facts = self.tasks.get(task)
        if facts is None:
            return "This task is not part of the interview."
        if language not in facts.languages:
            return f"“{facts.title}” cannot be solved in this language here."
        return ""

    def _no_run(self) -> str:
        if self.run is None and self.runs >= RUNS_MAX:
            return f"The code of this interview has run {RUNS_MAX:,} times, which is the most for one interview."
        if self.run is None:
            return ""
        who = self.names.get(self.run.by, "Somebody")
        return f"{who} is already running the code. Wait for it to finish, or press Stop."

    def _no_tests(self, task: str, suite: e.Suite) -> str:
        if suite is e.Suite.SCRATCH:
            return "A program is not one of the tests. Run it on its own."
        if suite is e.Suite.HIDDEN and self.hidden_runs[task] >= HIDDEN_RUNS_MAX:
            return (
                f"The hidden tests of this task have run {HIDDEN_RUNS_MAX} times, which is the most for one interview."
            )
        return ""

    def _no_scratch(self, stdin: str) -> str:
        size = len(stdin.encode(errors="surrogatepass"))
        if size > STDIN_MAX:
            return f"This input has {size:,} bytes; the most is {STDIN_MAX:,}. Shorten it."
        if self.scratched + len(stdin) > SCRATCH_MAX:
            return "The programs of this interview have read and printed all that is kept of it. Run the tests instead."
        return ""

    def _no_case(self, task: str, name: str) -> str:
        if task not in self.tasks:
            return "This task is not part of the interview."
        if self.added >= CASES_MAX:
            return f"{CASES_MAX} cases were added in this interview, which is the most. Use those that are there."
        if sum(case.task == task for case in self.cases.values()) >= OWN_CASES_MAX:
            return f"There are {OWN_CASES_MAX} cases of your own already. Delete one first."
        if not name.strip() or len(name) > NAME_MAX:
            return f"Give the case a name of 1 to {NAME_MAX} characters."
        return ""

    def _no_stage(self, title: str, minutes: int) -> str:
        if not title or len(title) > NAME_MAX or not title.isprintable():
            return f"Give the stage a name of 1 to {NAME_MAX} characters, on one line."
        if not 0 <= minutes <= STAGE_MINUTES_MAX:
            return f"A stage takes 0 to {STAGE_MINUTES_MAX} minutes; 0 leaves it open."
        if self.stage is not None and self.stage.title == title:
            return f"“{title}” is going on already."
        if self.stages >= STAGES_MAX:
            return f"This interview has had {STAGES_MAX} stages, which is the most."
        return ""

    def _no_hint(self, task: str, number: int) -> str:
        facts = self.tasks.get(task)
        if facts is None:
            return "This task is not part of the interview."
        if not facts.hints:
            return f"“{facts.title}” has no hints. They stand below “## Hints” in its guide."
        if not 1 <= number <= len(facts.hints):
            return f"“{facts.title}” has no hint {number}; its last one is {len(facts.hints)}."
        if (task, number) in self.hinted:
            return f"Hint {number} of “{facts.title}” was given already."
        return ""

    def _no_facts(self) -> str:
        if not self.facts:
            return NO_FACTS
        if self.told >= FACTS_MAX:
            return f"{FACTS_MAX:,} pastes and absences are recorded, which is the most for one interview."
        return ""

    def _stage_over(self) -> list[e.Event]:
        """The end of the stage that goes, if one does."""
        return [] if self.stage is None else [e.StageEnded(self.stage.stage)]

    def _comes_back(self, by: str, at: int, wall: int) -> list[f.Effect]:
        if by not in self.away:
            return []
        away_ms = max(at, self.at) - self.away[by] + AWAY_AFTER_MS
        return self._happened(by, e.CameBack(away_ms), at=at, wall=wall)

    def _paste_seen(self, said: i.PasteSeen, at: int, wall: int) -> list[f.Effect]:
        refusal = self.refusal(said.role, said.ask)
        if refusal:
            return [f.Refuse(refusal)]
        pasted = e.Pasted(said.ask.task, said.ask.language, said.ask.length, said.known)
        return self._happened(said.person, pasted, at=at, wall=wall)

    def _run_prepared(self, said: i.RunPrepared, at: int, wall: int) -> list[f.Effect]:
        refusal = self.refusal(said.role, said.ask)
        if refusal:
            return [f.Refuse(refusal)]
        return [*self._happened(said.person, _started(said), at=at, wall=wall), f.StartRun(said.spec)]

    def _ran(self, piece: contract.Piece, at: int, wall: int) -> list[f.Effect]:
        going = self.run
        if going is None or piece.run != going.run:
            return []  # a piece of a run that was stopped: it has ended once already (invariant 7)
        match piece:
            case contract.Queued(run, position):
                return [f.TellQueue(run, position)]
            case contract.Begun(run):
                return [f.TellQueue(run, 0)]
            case contract.Printed(stream=stream, text=text):
                return self._printed(going, stream, text, at, wall)
            case contract.CaseJudged():
                judged = e.CaseJudged(
                    going.run,
                    going.suite,
                    piece.case,
                    piece.verdict,
                    shown_value(piece.got),
                    piece.message,
                    piece.trace,
                    piece.stdout,
                    piece.stderr,
                    piece.cut,
                    piece.ms,
                    going.reveals.get(piece.case, e.Reveal.NEVER),
                    piece.note,
                )
                return self._happened(ROOM, kept_result(judged, self.judged), at=at, wall=wall)
            case contract.Finished(verdict=verdict, message=message, passed=passed, total=total, ms=ms):
                ended = e.RunEnded(going.run, going.suite, verdict, message, passed, total, ms, going.feedback)
                return self._happened(ROOM, ended, at=at, wall=wall)
            case _ as never:
                assert_never(never)

    def _printed(
        self, going: RunGoing, stream: Literal["stdout", "stderr"], text: str, at: int, wall: int
    ) -> list[f.Effect]:
        """What a program printed, as far as it is kept. Of tests, printed text comes with each case."""
        if going.suite is not e.Suite.SCRATCH or going.cut or not text:
            return []
        left = min(PRINTED_MAX - going.printed, SCRATCH_MAX - self.scratched)
        cut = len(text) > left or going.pieces + 1 >= PIECES_MAX
        return self._happened(ROOM, e.Printed(going.run, stream, text[:left], cut), at=at, wall=wall)

    def _stopped(self, verdict: Verdict, message: str) -> list[e.Event]:
        """The end of the run that is going, if one is."""
        if self.run is None:
            return []
        going = self.run
        end = e.RunEnded(going.run, going.suite, verdict, message, going.passed, going.total, 0.0, going.feedback)
        return [end]

    def _stop(self, by: str, at: int, wall: int) -> list[f.Effect]:
        assert self.run is not None
        run = self.run.run
        message = f"{self.names.get(by, 'Somebody')} stopped the run."
        return [*self._happened(by, *self._stopped(Verdict.CANCELLED, message), at=at, wall=wall), f.StopRun(run)]

    def _end(self, by: str, at: int, wall: int) -> list[f.Effect]:
        stop: list[f.Effect] = [f.StopRun(self.run.run)] if self.run else []
        last = self._stopped(Verdict.CANCELLED, "The interview ended during this run.")
        return [
            *self._happened(by, *last, *self._stage_over(), e.Ended(), at=at, wall=wall),
            *stop,
            f.Become(State.ENDED),
            f.ShowOut(frozenset(Role)),
        ]

    def _server_returns(self, at: int, wall: int) -> list[f.Effect]:
        if self.state is State.ENDED or not (self.here or self.run):
            return []
        lost = self._stopped(Verdict.INTERNAL_ERROR, "The server restarted during this run. Press Run again.")
        return self._happened(ROOM, *lost, e.Interrupted(), at=at, wall=wall)

    # Become ---------------------------------------------------------------------------------------------------------

    def restore(self, entries: Iterable[e.Entry], seq: int, at: int) -> None:
        """Be the room that these stored entries made; `seq` and `at` are those of the last stored entry of any kind."""
        for entry in entries:
            self.apply(entry)
        self.seq, self.at = max(self.seq, seq), max(self.at, at)

    def apply(self, entry: e.Entry) -> None:
        """Make one event so. Total: an event that no longer fits changes nothing."""
        self.seq, self.at = entry.seq, entry.at
        match entry.event:
            case e.Edited() | e.Pointed():
                return
            case e.Joined(name, _):
                self.here[entry.by] = 1
                self.names[entry.by] = name
            case e.Left():
                self.here.pop(entry.by, None)
                self.away.pop(entry.by, None)
            case e.Agreed(name, _):
                self.names[CANDIDATE] = name
                self.agreed.append(entry.event)
            case e.Opened(facts=facts):
                self.facts = facts
            case e.Started():
                self.state = State.LIVE
            case e.Switched(task, language):
                self.looking[entry.by] = entry.event
                self.opened.add((task, language))
            case e.CaseAdded(case=case):
                self.cases[case] = entry.event
                self.added += 1
            case e.CaseDropped(case):
                self.cases.pop(case, None)
            case e.RunStarted(run=run, suite=suite, total=total, task=task, stdin=stdin):
                reveals = {case.case: case.reveal for case in entry.event.cases}
                self.run = RunGoing(run, entry.by, suite, total, feedback=entry.event.feedback, reveals=reveals)
                self.hidden_runs[task] += suite is e.Suite.HIDDEN
                self.scratched += len(stdin)
                self.runs += 1
            case e.Printed(text=text, cut=cut):
                self.scratched += len(text)
                if self.run:
                    self.run.printed += len(text)
                    self.run.pieces += 1
                    self.run.cut = cut
            case e.CaseJudged(verdict=verdict):
                self.judged += weight(entry.event)
                if self.run:
                    self.run.passed += verdict is Verdict.PASSED
            case e.RunEnded():
                self.run = None
            case e.NoteWritten(note=note, text=text) | e.NoteChanged(note=note, text=text):
                self.notes[note] = text
            case e.NoteDropped(note):
                self.notes.pop(note, None)
            case e.StageBegan():
                self.stage = entry.event
                self.stages += 1
            case e.StageEnded():
                self.stage = None
            case e.HintGiven(task, number, _):
                self.hinted.add((task, number))
            case e.Pasted():
                self.told += 1
            case e.WentAway():
                self.away[entry.by] = entry.at
                self.told += 1
            case e.CameBack():
                self.away.pop(entry.by, None)
            case e.Interrupted():
                self.here.clear()
                self.away.clear()
            case e.Ended():
                self.state = State.ENDED
                self.here.clear()
            case _ as never:
                assert_never(never)


def _started(said: i.RunPrepared) -> e.RunStarted:
    ask, spec = said.ask, said.spec
    if isinstance(spec, contract.ScratchSpec):
        return e.RunStarted(
            spec.run, ask.task, ask.language, e.Suite.SCRATCH, said.digest, 0, said.shown, stdin=spec.stdin
        )
    assert isinstance(ask, e.AskRun)
    return e.RunStarted(
        spec.run,
        ask.task,
        ask.language,
        ask.suite,
        said.digest,
        len(spec.cases),
        said.shown,
        seed=said.seed,
        feedback=said.feedback,
    )


def _no_paste(place: int, length: int) -> str:
    if place < 0 or not 1 <= length <= PASTED_MAX:
        return f"A paste has 1 to {PASTED_MAX:,} characters."
    return ""


def _no_note(text: str) -> str:
    if not text.strip():
        return "Write something first; an empty note is not kept."
    if len(text) > NOTE_MAX:
        return f"This note has {len(text):,} characters; the most is {NOTE_MAX:,}. Split it in two."
    return ""
