"""The record of an interview: what its timeline comes to. A pure projection; it can always be derived again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from sandbox.contract import Verdict
from server.core import events as e
from server.core.ids import CANDIDATE
from server.core.interview import Interview
from server.core.named_tests import words_of
from server.core.people import names_of
from server.core.project_files import FileEvent, ProjectFiles
from server.core.telling import absence, happening, outcome

Json = Any


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case of a run. `verdict` is None where the run ended before the case did; `note` is a checker's word."""

    case: str
    name: str
    group: str = ""
    args: Mapping[str, Json] = field(default_factory=dict)
    expected: Json = None
    checked: bool = True
    verdict: Verdict | None = None
    got: Json = None
    message: str = ""
    trace: str = ""
    stdout: str = ""
    stderr: str = ""
    cut: bool = False
    ms: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """What a program printed on one stream, until it printed on the other."""

    stream: str
    text: str


@dataclass(slots=True)
class RunResult:
    """One run with its cases, in the order in which they were sent. `verdict` is None where no end was heard.

    `stdin` and `printed` are those of a program; `cut` says that it printed more than was kept.
    """

    run: str
    at: int
    wall: int
    by: str
    task: str
    language: str
    suite: e.Suite
    digest: str
    total: int
    cases: dict[str, CaseResult]
    stdin: str = ""
    seed: int = 0
    printed: list[Output] = field(default_factory=list)
    cut: bool = False
    verdict: Verdict | None = None
    message: str = ""
    passed: int = 0
    ms: float = 0.0

    def plain(self) -> dict[str, Json]:
        """For the record's file: the fields, and the cases as a list."""
        return {**{each.name: getattr(self, each.name) for each in fields(self)}, "cases": list(self.cases.values())}


@dataclass(slots=True)
class Note:
    note: str
    at: int
    wall: int
    by: str
    text: str
    task: str
    language: str
    line: int
    tag: str = ""
    end: int = 0
    changed: bool = False
    file: str = ""
    """Of a project: what the file was called when the note was written."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of what happened when, already in words."""

    seq: int
    at: int
    wall: int
    by: str
    kind: str
    text: str


@dataclass(slots=True)
class Stage:
    """A stage; `minutes` is what was planned for it (0 for nothing), `ended` is None while it goes on."""

    stage: str
    at: int
    title: str
    minutes: int
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint that was given: `number` of the task's guide, its text in Markdown."""

    at: int
    wall: int
    by: str
    task: str
    number: int
    text: str


@dataclass(slots=True)
class Record:
    """`people` maps ids to names, as last heard. `began` and `ended` are interview times in ms; None means not yet."""

    people: dict[str, str]
    began: int | None = None
    ended: int | None = None
    agreed: str = ""
    terms: str = ""
    runs: dict[str, RunResult] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    stages: list[Stage] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    facts: list[Happening] = field(default_factory=list)
    """Pastes and absences: what the candidate was told would be recorded, in the words that they read too."""
    happenings: list[Happening] = field(default_factory=list)
    thought_privately: int = 0
    """How often the candidate did."""
    forked: e.Forked | None = None
    """The moment of another interview from which this one goes on."""

    def by_stage(self) -> list[tuple[Stage | None, list[Happening]]]:
        """What happened in each stage, in order. Before, between and after them there is none."""
        parts: list[tuple[Stage | None, list[Happening]]] = [(None, [])]
        coming = list(reversed(self.stages))
        for line in self.happenings:
            if line.kind == "stage_began" and coming:
                parts.append((coming.pop(), []))
                continue  # the heading says it
            now = parts[-1][0]
            if now is not None and now.ended is not None and line.at > now.ended:
                parts.append((None, []))
            parts[-1][1].append(line)
        return [(stage, lines) for stage, lines in parts if stage or lines]

    @property
    def length(self) -> int:
        """Milliseconds from the beginning to the end, or to the last thing that happened."""
        last = self.happenings[-1].at if self.happenings else 0
        return (last if self.ended is None else self.ended) - (self.began or 0)


def record_of(
    interview: Interview, entries: Iterable[e.Entry], tasks: Mapping[str, str], languages: Mapping[str, str]
) -> Record:
    """Fold a timeline into its record. `tasks` and `languages` map ids to titles, for the words."""
    record = Record(people=names_of(interview))
    lines: dict[str, int] = {}
    """Where the line of each run stands: how it ended is said there too."""
    files = ProjectFiles()
    for entry in entries:
        if isinstance(entry.event, FileEvent):
            files.take(entry.event)
        _fold(record, entry)
        if isinstance(entry.event, e.NoteWritten):
            record.notes[entry.event.note].file = _path(files, entry.event)
        who = record.people.get(entry.by, "Greenroom")
        text = happening(entry.event, who, tasks, languages)
        if text:
            line = Happening(entry.seq, entry.at, entry.wall, entry.by, e.KIND_OF[type(entry.event)], text)
            if isinstance(entry.event, e.Pasted | e.WentAway | e.CameBack):
                _fold_fact(record.facts, line, entry.event, who)
            else:
                record.happenings.append(line)
        match entry.event:
            case e.RunStarted(run=run):
                lines[run] = len(record.happenings) - 1
            case e.RunEnded(run=run) if run in lines:
                line = record.happenings[lines[run]]
                record.happenings[lines[run]] = replace(line, text=f"{line.text}: {outcome(entry.event)}")
    return record


def _fold(record: Record, entry: e.Entry) -> None:
    match entry.event:
        case e.Agreed(name=name, terms=terms):
            record.people[CANDIDATE] = record.agreed = name
            record.terms = terms
        case e.Joined(name=name):
            record.people[entry.by] = name
        case e.Forked():
            record.forked = entry.event
        case e.Started():
            record.began = entry.at
        case e.PrivateBegan():
            record.thought_privately += 1
        case e.Ended():
            record.ended = entry.at
        case e.RunStarted() | e.Printed() | e.CaseJudged() | e.RunEnded() as event:
            _fold_run(record.runs, entry, event)
        case e.NoteWritten() | e.NoteChanged() | e.NoteDropped() as event:
            _fold_note(record.notes, entry, event)
        case e.StageBegan(stage, title, minutes):
            record.stages.append(Stage(stage, entry.at, title, minutes))
        case e.StageEnded(stage):
            for each in record.stages:
                each.ended = entry.at if each.stage == stage else each.ended
        case e.HintGiven(task, number, text):
            record.hints.append(Hint(entry.at, entry.wall, entry.by, task, number, text))
        case _:
            pass


def _fold_fact(facts: list[Happening], line: Happening, event: e.Event, who: str) -> None:
    """One line for each paste and each absence: how long it was is said where it began."""
    if not isinstance(event, e.CameBack):
        facts.append(line)
        return
    for at in reversed(range(len(facts))):
        if (facts[at].kind, facts[at].by) == ("went_away", line.by):
            facts[at] = replace(facts[at], text=absence(who, event.away_ms))
            return


def _fold_run(
    runs: dict[str, RunResult], entry: e.Entry, event: e.RunStarted | e.Printed | e.CaseJudged | e.RunEnded
) -> None:
    if isinstance(event, e.RunStarted):
        runs[event.run] = _begun(entry, event)
        return
    run = runs.get(event.run)
    if run is None:
        return
    if isinstance(event, e.Printed):
        before = run.printed.pop() if run.printed and run.printed[-1].stream == event.stream else None
        run.printed.append(Output(event.stream, (before.text if before else "") + event.text))
        run.cut = run.cut or event.cut
    elif isinstance(event, e.CaseJudged):
        run.cases[event.case] = _judged(run.cases.get(event.case, CaseResult(event.case, words_of(event.case))), event)
    else:
        run.verdict, run.message = event.verdict, event.message
        run.passed, run.total, run.ms = event.passed, event.total, event.ms


def _begun(entry: e.Entry, event: e.RunStarted) -> RunResult:
    shown = {
        case.case: CaseResult(case.case, case.name, case.group, case.args, case.expected, case.checked)
        for case in event.cases
    }
    return RunResult(
        run=event.run,
        at=entry.at,
        wall=entry.wall,
        by=entry.by,
        task=event.task,
        language=event.language,
        suite=event.suite,
        digest=event.digest,
        total=event.total,
        cases=shown,
        stdin=event.stdin,
        seed=event.seed,
    )


def _judged(shown: CaseResult, event: e.CaseJudged) -> CaseResult:
    return CaseResult(
        case=shown.case,
        name=shown.name,
        group=shown.group,
        args=shown.args,
        expected=shown.expected,
        checked=shown.checked,
        verdict=event.verdict,
        got=event.got,
        message=event.message,
        trace=event.trace,
        stdout=event.stdout,
        stderr=event.stderr,
        cut=event.cut,
        ms=event.ms,
        note=event.note,
    )


def _path(files: ProjectFiles, note: e.NoteWritten) -> str:
    file = files.of(note.task, note.language).get(note.file)
    return file.path if file else ""


def _fold_note(notes: dict[str, Note], entry: e.Entry, event: e.NoteWritten | e.NoteChanged | e.NoteDropped) -> None:
    match event:
        case e.NoteWritten(note, text, task, language, line, tag, end):
            notes[note] = Note(note, entry.at, entry.wall, entry.by, text, task, language, line, tag, end)
        case e.NoteChanged(note, text, tag):
            if note in notes:
                notes[note].text, notes[note].tag, notes[note].changed = text, tag, True
        case e.NoteDropped(note):
            notes.pop(note, None)
