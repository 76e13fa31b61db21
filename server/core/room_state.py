"""What a room has come to by its events. `apply` changes and never decides: the same timeline gives the same room."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from sandbox.contract import Verdict
from server.core import events as e
from server.core.ids import CANDIDATE, ROOM
from server.core.interview import State
from server.core.kept import weight
from server.core.private import PrivatePolicy, weight_of
from server.core.project_files import ProjectFiles, Work
from server.core.project_rules import ProjectRules


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What a room must know of a task: just what can be asked for. `hints` are Markdown, and nobody's before given."""

    slug: str
    title: str
    languages: tuple[str, ...]
    hints: tuple[str, ...] = ()
    open: frozenset[int] = frozenset({1})
    """The parts that nobody has to unlock."""
    later: tuple[e.PartOpened, ...] = ()
    """What is told of each other part when it is unlocked, in their order; nobody's before."""
    dimensions: tuple[str, ...] = ()
    """What its rubric looks at: the tags that a note may have."""
    projects: Mapping[str, ProjectRules] = field(default_factory=dict)
    """By language, in a project."""


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


@dataclass(slots=True)
class PrivateGoing:
    """The candidate thinks privately. `cut` says that no more of it is kept; `files` are those of projects as they were
    when it began."""

    spell: str
    policy: PrivatePolicy
    shares: bool
    files: ProjectFiles = field(default_factory=ProjectFiles)
    cut: bool = False


class RoomState:
    """What one interview has come to. `seq` and `at` are those of its last event."""

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
        """The author of every note that stands."""
        self.said: Counter[str] = Counter()
        """How much each person has written to everybody."""
        self.hands: list[str] = []
        """Who has a hand up, in their order."""
        self.raised: Counter[str] = Counter()
        self.looking: dict[str, e.Switched] = {}
        self.hidden_runs: Counter[str] = Counter()
        self.scratched = 0
        """Characters that scratch runs have read and printed so far."""
        self.added = 0
        """Own cases so far, those that were dropped too."""
        self.judged = 0
        """Characters of the results of tests so far."""
        self.runs = 0
        self.practice = False
        """It came from a moment of another interview, and needs no candidate."""
        self.opened: set[tuple[str, str]] = set()
        """The task and language of every file that somebody has turned to."""
        self.files = ProjectFiles()
        """Of the interview's projects."""
        self.stage: e.StageBegan | None = None
        self.stages = 0
        self.paused = False
        """Whether the agenda's clock stands still."""
        self.pauses = 0
        self.extensions = 0
        self.breaks = False
        """Whether the candidate may stop that clock too. Agreed beforehand, so it is on no timeline."""
        self.unlocked: dict[str, frozenset[int]] = {}
        """The later parts of each task that were opened."""
        self.hinted: set[tuple[str, int]] = set()
        """The task and number of every hint that was given."""
        self.panel: tuple[e.PanelMember, ...] = ()
        """Who belongs to it beside its host and its candidate."""
        self.facts = False
        self.away: dict[str, int] = {}
        """Who is away, and the interview time at which that was told."""
        self.told = 0
        """Pastes and absences so far."""

        self.private: PrivateGoing | None = None
        self.spells: dict[str, PrivatePolicy] = {}
        """Every stretch of thinking privately so far."""
        self.kept: dict[str, list[e.Entry]] = {}
        """What is on the timeline of each, in order."""
        self.released: set[str] = set()
        self.beats, self.tries, self.drafted = 0, 0, 0
        """Of thinking privately: entries of what was written, runs, and about how many characters are kept of it."""

    def restore(self, entries: Iterable[e.Entry], seq: int, at: int) -> None:
        """Be the room that these stored entries made; `seq` and `at` are those of the last stored entry of any kind."""
        for entry in entries:
            self.apply(entry)
        self.seq, self.at = max(self.seq, seq), max(self.at, at)

    def parts(self, task: str) -> frozenset[int]:
        """The parts of this task that are open now."""
        known = self.tasks.get(task)
        return (known.open if known else frozenset()) | self.unlocked.get(task, frozenset())

    def next_part(self, task: str) -> e.PartOpened | None:
        """The first part of this task that is still closed."""
        known, opened = self.tasks.get(task), self.parts(task)
        return next((each for each in (known.later if known else ()) if each.part not in opened), None)

    def rules(self, work: Work) -> ProjectRules | None:
        """What this task says of the files that people make in this language; None where it is no project."""
        known = self.tasks.get(work[0])
        return known.projects.get(work[1]) if known else None

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
                self._lower(entry.by)
            case e.Agreed(name, _):
                self.names[CANDIDATE] = name
                self.agreed.append(entry.event)
            case e.Opened(facts=facts):
                self.facts = facts
            case e.Forked():
                self.practice = True
            case e.Started():
                self.state = State.LIVE
            case e.Switched(task, language):
                self.looking[entry.by] = entry.event
                self.opened.add((task, language))
            case e.FileCreated() | e.FileRenamed() | e.FileDeleted() | e.FileRestored():
                self.files.take(entry.event, house=entry.by == ROOM)
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
            case e.NoteWritten(note=note):
                self.notes[note] = entry.by
            case e.NoteChanged():
                pass
            case e.NoteDropped(note):
                self.notes.pop(note, None)
            case e.StageBegan():
                self.stage = entry.event
                self.stages += 1
            case e.StageEnded():
                self.stage = None
            case e.Paused():
                self.paused = True
                self.pauses += 1
            case e.Resumed():
                self.paused = False
            case e.Extended():
                self.extensions += 1
            case e.PartOpened(task=task, part=part):
                self.unlocked[task] = self.unlocked.get(task, frozenset()) | {part}
            case e.HintGiven(task, number, _):
                self.hinted.add((task, number))
            case e.Pasted():
                self.told += 1
            case e.WentAway():
                self.away[entry.by] = entry.at
                self.told += 1
            case e.CameBack():
                self.away.pop(entry.by, None)
            case e.Said():
                self.said[entry.by] += 1
            case e.HandRaised():
                self._lower(entry.by)
                self.hands.append(entry.by)
                self.raised[entry.by] += 1
            case e.HandLowered(person):
                self._lower(person)
            case e.PrivateBegan(spell=spell, policy=policy, shares=shares):
                self.private = PrivateGoing(spell, policy, shares, self.files.copy())
                self.spells[spell] = policy
            case e.PrivateEdited(spell=spell, changes=changes, cut=cut):
                self.kept.setdefault(spell, []).append(entry)
                self.beats += 1
                self.drafted += weight_of(changes)
                if self.private:
                    self.private.cut = cut
            case e.PrivateRan(spell=spell):
                self.kept.setdefault(spell, []).append(entry)
                self.tries += 1
            case e.PrivateEnded():
                self.private = None
            case e.PrivateReleased(spell=spell):
                self.released.add(spell)
            case e.PanelChanged(panel):
                self.panel = panel
                self.names.update((member.id, member.name) for member in panel)
            case e.VersionTaken():
                pass  # the room is opened anew with it
            case e.Interrupted():
                self.here.clear()
                self.away.clear()
                self.hands.clear()
            case e.Ended():
                self.state = State.ENDED
                self.private = None
                self.here.clear()
                self.hands.clear()
            case _ as never:
                assert_never(never)

    def _lower(self, person: str) -> None:
        if person in self.hands:
            self.hands.remove(person)
