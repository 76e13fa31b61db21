"""ProgSnap2 (github.com/CSSPLICE/progsnap2), version 1.0: a data set for research on how people program, as a zip file.

Every row is about the candidate; what somebody else did says so in `EventInitiator` and `X-By`. Without `names` nobody
is named and times are whole seconds.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sandbox.contract import Verdict
from server.core import events as e
from server.core.ids import CANDIDATE, ROOM
from server.core.people import names_of
from server.core.story import Moved, Step, Story, Wrote
from server.core.track.parts import Place
from server.exporting.notes import notes_of
from server.exporting.pastes import pasted_in
from server.exporting.paths import Paths
from server.exporting.progsnap_readme import readme
from server.exporting.progsnap_table import (
    BY,
    COLUMNS,
    INITIATORS,
    INSTRUCTOR,
    METADATA,
    NOT_COMPILED,
    RESULTS,
    TOOL,
    Row,
    edit_type,
    hint,
    of_file,
    of_task,
    plain,
    table,
)
from server.exporting.texts import Texts
from server.live.zips import zipped


def progsnap(story: Story) -> bytes:
    """The data set as a zip file."""
    data = _DataSet(story)
    rows = list(data.rows())
    return zipped(
        {
            "README.md": readme(story),
            "DatasetMetadata.csv": table(("Property", "Value"), [{"Property": a, "Value": b} for a, b in METADATA]),
            "MainTable.csv": table(COLUMNS, rows),
            "CodeStates/CodeStates.csv": table(("CodeStateID", "Code", "CodeStateSection"), data.states.values()),
            **data.resources,
        }
    )


def subject_of(story: Story) -> str:
    """Who every row is about: a pseudonym that is the same in every export of this interview, or the name."""
    if not story.names:
        return "subject-" + hashlib.sha256(f"progsnap2 {story.interview.id}".encode()).hexdigest()[:12]
    names = names_of(story.interview)
    agreed = [step.what.name for step in story.steps if isinstance(step.what, e.Agreed)]
    return agreed[-1] if agreed else names[CANDIDATE]


@dataclass(slots=True)
class _Run:
    started: e.RunStarted
    file: str
    state: str
    printed: dict[str, str] = field(default_factory=dict)


class _DataSet:
    """Makes the rows; the states and the resources gather while they are made."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.states: dict[str, Row] = {}
        self.resources: dict[str, str] = {}
        self._subject = subject_of(story)
        self._notes = notes_of(story)
        self._texts = Texts()
        self._paths = Paths(story)
        self._files: set[str] = set()
        self._runs: dict[str, _Run] = {}
        self._cursors: dict[str, int] = {}
        """The second in which each person's cursor was told last."""
        self._sessions = 0
        self._session = ""
        self._pasted = pasted_in(story)

    def rows(self) -> Iterator[Row]:
        order = 0
        for step in self.story.steps:
            for number, row in enumerate(self._rows(step)):
                order += 1
                id = f"e{step.seq}" + (f"-{number}" if number else "")
                yield {**self._common(step), **row, "EventID": id, "Order": order}
            self._paths.take(step.what)

    def _common(self, step: Step) -> Row:
        wall = datetime.fromtimestamp(step.wall / 1000, UTC)
        exact = self.story.names
        return {
            "SubjectID": self._subject,
            "ToolInstances": TOOL,
            "ServerTimestamp": wall.isoformat(timespec="milliseconds" if exact else "seconds"),
            "X-By": BY.get(step.by, step.by),
            "X-InterviewTime": step.at / 1000 if exact else step.at // 1000,
        }

    def _rows(self, step: Step) -> Iterable[Row]:
        by = INITIATORS.get(step.by, INSTRUCTOR)
        match step.what:
            case Wrote() as wrote:
                return self._edits(step, wrote, by)
            case Moved(places):
                return self._cursor(step, places)
            case e.Joined() if step.by == CANDIDATE:
                return self._begins()
            case e.Left() if step.by == CANDIDATE:
                return self._ends()
            case e.Started():
                return [{"EventType": "X-Interview.Start"}]
            case e.Interrupted():
                return [{"EventType": "X-Interrupted"}, *self._ends()]
            case e.Ended():
                return [*self._ends(), {"EventType": "X-Interview.End"}]
            case e.FileCreated(task=task, file=file):
                return self._file_made(f"{task}/{file}", f"{task}/{step.what.path}", by)
            case e.FileRenamed(task=task, file=file, path=path):
                to = {"DestinationCodeStateSection": f"{task}/{path}"}
                return [{"EventType": "File.Rename", **self._of_file(f"{task}/{file}"), **to, "EventInitiator": by}]
            case e.FileDeleted(task=task, file=file):
                return [{"EventType": "File.Delete", **self._of_file(f"{task}/{file}"), "EventInitiator": by}]
            case e.FileRestored(task=task, file=file):
                return [{"EventType": "File.Create", **self._at(f"{task}/{file}"), "EventInitiator": by}]
            case e.Switched(task, language, which):
                file = self._paths.text(task, language, which)
                return [{"EventType": "File.Focus", **self._at(file), "EventInitiator": by}]
            case e.RunStarted() as started:
                return self._run_begins(started)
            case e.Printed(run=id, stream=stream, text=text) if id in self._runs:
                before = self._runs[id].printed.get(stream, "")
                self._runs[id].printed[stream] = before + text
                return []
            case e.CaseJudged() as judged if judged.run in self._runs:
                return [self._test(judged, self._runs[judged.run])]
            case e.RunEnded() as ended if ended.run in self._runs:
                return self._run_ends(step, ended, self._runs.pop(ended.run))
            case e.NoteWritten(note=note) if note in self._notes:
                return [{"EventType": "X-Note", "X-Text": self._notes[note].line}]
            case e.Said(text=text):
                return [{"EventType": "X-Chat", "EventInitiator": by, "X-Text": text}]
            case e.HandRaised():
                return [{"EventType": "X-Hand.Raised", "EventInitiator": by}]
            case e.HandLowered():
                return [{"EventType": "X-Hand.Lowered", "EventInitiator": by}]
            case e.HintGiven(task, number, text):
                return [hint(task, number, text, by)]
            case e.StageBegan(title=title):
                return [{"EventType": "X-Chapter", "X-Text": title}]
            case e.Pasted(task, language, length, known, which):
                at = self._of_file(self._paths.text(task, language, which))
                told = f"{length} UTF-16 units, {'known' if known else 'new'}"
                return [{"EventType": "X-Paste", **at, "X-Text": told}]
            case e.WentAway():
                return [{"EventType": "X-WindowFocus.Lost"}]
            case e.CameBack(away_ms=away):
                return [{"EventType": "X-WindowFocus.Back", "X-Text": f"{away // 1000} s"}]
            case e.CaseAdded(name=name, task=task):
                return [{"EventType": "X-Case.Add", **of_task(task), "X-Text": name}]
            case _:
                return []

    # Sessions -------------------------------------------------------------------------------------------------------

    def _begins(self) -> Iterator[Row]:
        yield from self._ends()
        self._sessions += 1
        self._session = f"{self._subject}-session-{self._sessions}"
        yield {"EventType": "Session.Start", "SessionID": self._session}

    def _ends(self) -> list[Row]:
        session, self._session = self._session, ""
        return [{"EventType": "Session.End", "SessionID": session}] if session else []

    # Files ----------------------------------------------------------------------------------------------------------

    def _edits(self, step: Step, wrote: Wrote, by: str) -> Iterator[Row]:
        first = ""
        number = 0
        for patch in self._texts.write(wrote):
            new = patch.file not in self._files
            self._files.add(patch.file)
            if new:
                yield {"EventType": "File.Create", **self._of_file(patch.file), "EventInitiator": by}
                number += 1
            kind = "Paste" if step.seq in self._pasted and patch.inserted else edit_type(patch)
            yield {
                "EventType": "File.Edit",
                **(self._at(patch.file) if step.by == ROOM else self._of_file(patch.file)),
                "ParentEventID": first,
                "EventInitiator": by,
                "EditType": kind,
                "SourceLocation": patch.at,
                "InsertText": patch.inserted,
                "DeleteText": patch.deleted,
                "DeleteLength": len(patch.deleted),
            }
            first = first or f"e{step.seq}" + (f"-{number}" if number else "")
            number += 1

    def _at(self, file: str) -> Row:
        """The columns of a file, with its text kept as a code state."""
        text, name = self._texts[file], self._paths.name(file)
        if not text:
            return of_file(name)
        id = hashlib.sha256((name + "\0" + text).encode(errors="surrogatepass")).hexdigest()
        self.states.setdefault(id, {"CodeStateID": id, "Code": text, "CodeStateSection": name})
        return {**of_file(name), "CodeStateID": id}

    def _of_file(self, file: str) -> Row:
        return of_file(self._paths.name(file))

    def _file_made(self, file: str, name: str, by: str) -> list[Row]:
        """Somebody made a file of a project; those of the house come with their first text."""
        if by == INITIATORS[ROOM]:
            return []
        self._files.add(file)
        return [{"EventType": "File.Create", **of_file(name), "EventInitiator": by}]

    def _cursor(self, step: Step, places: tuple[Place, ...]) -> Iterable[Row]:
        """Where somebody's cursor is, at most once a second."""
        place = next((place for place in places if place.file in self._files), None)
        if place is None or self._cursors.get(step.by) == step.at // 1000:
            return []
        self._cursors[step.by] = step.at // 1000
        head, anchor = (self._texts.place(place.file, at) for at in (place.head, place.anchor))
        selected = f"{abs(head - anchor)} selected" if head != anchor else ""
        return [{"EventType": "X-Cursor", **self._of_file(place.file), "SourceLocation": head, "X-Text": selected}]

    # Runs -----------------------------------------------------------------------------------------------------------

    def _run_begins(self, started: e.RunStarted) -> list[Row]:
        file = self._paths.text(started.task, started.language)
        self._runs[started.run] = _Run(started, self._paths.name(file), self._at(file).get("CodeStateID", ""))
        return []

    def _of_run(self, run: _Run) -> Row:
        suite = run.started.suite.value
        of = {**of_task(run.started.task), "CodeStateID": run.state}
        return {**of, "ExecutionID": run.started.run, "X-Suite": suite}

    def _test(self, judged: e.CaseJudged, run: _Run) -> Row:
        place = f"Resources/runs/{run.started.run}/{plain(judged.case)}"
        return {
            "EventType": "Run.Test",
            **self._of_run(run),
            "TestID": f"{run.started.task}/{judged.case}",
            "ExecutionResult": RESULTS.get(judged.verdict, "Error"),
            "Score": "" if judged.verdict is Verdict.UNCHECKED else int(judged.verdict is Verdict.PASSED),
            "ProgramOutput": self._resource(f"{place}.stdout.txt", judged.stdout),
            "ProgramErrorOutput": self._resource(f"{place}.stderr.txt", judged.stderr or judged.trace),
            "X-Text": judged.message,
        }

    def _run_ends(self, step: Step, ended: e.RunEnded, run: _Run) -> Iterator[Row]:
        place = f"Resources/runs/{ended.run}"
        if ended.verdict in NOT_COMPILED:
            parent = f"e{step.seq}"
            of = {**self._of_run(run), "CodeStateSection": run.file, "ExecutionID": ""}
            yield {"EventType": "Compile", **of, "CompileResult": "Error"}
            yield {
                "EventType": "Compile.Error",
                **of,
                "ParentEventID": parent,
                "CompileMessageType": ended.verdict.value,
                "CompileMessageData": ended.message,
            }
        yield {
            "EventType": "Run.Program",
            **self._of_run(run),
            "ExecutionResult": RESULTS.get(ended.verdict, "Error"),
            "Score": round(ended.passed / ended.total, 4) if ended.total else "",
            "ProgramInput": self._resource(f"{place}/stdin.txt", run.started.stdin),
            "ProgramOutput": self._resource(f"{place}/stdout.txt", run.printed.get("stdout", "")),
            "ProgramErrorOutput": self._resource(f"{place}/stderr.txt", run.printed.get("stderr", "")),
            "X-Text": ended.message,
        }

    def _resource(self, path: str, text: str) -> str:
        """The place of a text in the data set; "" where there is none."""
        if text:
            self.resources[path] = text
        return path if text else ""
