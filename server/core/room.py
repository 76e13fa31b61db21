"""A room: what may happen in it now, and what follows.

`receive` decides and never changes anything before it has decided; what happened is applied by `RoomState`. It reads
no clock, makes no id and awaits nothing. Rules: SPEC.md, R1 to R28.
"""

from typing import Final, Literal, assert_never

from sandbox import contract
from sandbox.contract import Verdict
from server.core import asks as a
from server.core import effects as f
from server.core import events as e
from server.core import inputs as i
from server.core import private_rules, project_rules, refusals
from server.core.case_values import shown_value
from server.core.ids import CANDIDATE, ROOM
from server.core.interview import State
from server.core.kept import kept_result
from server.core.refusals import ENDED, SCRATCH_MAX
from server.core.roles import Role
from server.core.room_state import RoomState, RunGoing

AGREEMENTS_MAX: Final = 20
"""Times that a candidate may come in under another name; each is an event."""
PRINTED_MAX: Final = 256 * 1024
"""Characters of one scratch run that are kept and shown: far more than anybody reads."""
PIECES_MAX: Final = 1_000
"""Pieces in which they come, each of them an event."""
AWAY_AFTER_MS: Final = 1_000
"""So long a page is without the focus before it says so: what is shorter is nothing."""


class Room(RoomState):
    """One interview's room."""

    def receive(self, said: i.Input, at: int, wall: int) -> list[f.Effect]:
        """What follows from this report at interview time `at` (ms) and Unix time `wall` (ms). R1, R2."""
        match said:
            case i.Types(person, update):
                return [] if self._is_quiet(person) else self._happened(person, e.Edited(update), at=at, wall=wall)
            case i.Points(person, update):
                return [] if self._is_quiet(person) else self._happened(person, e.Pointed(update), at=at, wall=wall)
            case i.Asks():
                return self._asked(said, at, wall)
            case i.RunPrepared():
                return self._run_prepared(said, at, wall)
            case i.PasteSeen():
                return self._paste_seen(said, at, wall)
            case i.PrivateAsked():
                return self._goes_private(said, at, wall)
            case i.Drafted(changes):
                return self._happened(CANDIDATE, *private_rules.drafted(self, changes), at=at, wall=wall)
            case i.FilesReturn(events):
                return [] if self._is_quiet(CANDIDATE) else self._happened(CANDIDATE, *events, at=at, wall=wall)
            case i.DraftRan():
                return self._happened(CANDIDATE, *private_rules.tried(self, said), at=at, wall=wall)
            case i.Ran(piece):
                return self._ran(piece, at, wall)
            case i.Arrives():
                return self._arrives(said, at, wall)
            case i.Leaves(person):
                return self._leaves(person, at, wall)
            case i.Agrees(name, terms):
                return self._agrees(e.Agreed(name, terms), at, wall)
            case i.ChangesPanel(person, panel):
                return self._changes_panel(person, panel, at, wall)
            case i.TakesVersion(person, task, digest):
                return self._takes_version(person, e.VersionTaken(task, digest), at, wall)
            case i.Replans(person, opened):
                return self._replans(person, opened, at, wall)
            case i.ServerReturns():
                return self._server_returns(at, wall)
            case _ as never:
                assert_never(never)

    def _is_quiet(self, person: str) -> bool:
        """Whether nothing that this person writes or points at is shared: it has ended, or they think privately."""
        return self.state is State.ENDED or (person == CANDIDATE and self.private is not None)

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

    def _changes_panel(self, by: str, panel: tuple[e.PanelMember, ...], at: int, wall: int) -> list[f.Effect]:
        """After the end nothing is added: who comes to see the record then is not part of the interview."""
        if self.state is State.ENDED or panel == self.panel:
            return []
        return self._happened(by, e.PanelChanged(panel), at=at, wall=wall)

    def _takes_version(self, by: str, taken: e.VersionTaken, at: int, wall: int) -> list[f.Effect]:
        """Nobody has the task changed under their hands: only before it begins (L5)."""
        if self.state is not State.PLANNED:
            return [f.Refuse("The interview has begun, so it goes on with the version that it has.")]
        return self._happened(by, taken, at=at, wall=wall)

    def _replans(self, by: str, opened: e.Opened, at: int, wall: int) -> list[f.Effect]:
        """Told as it was told first: whoever reads the timeline takes the last one."""
        if self.state is not State.PLANNED:
            return [f.Refuse(refusals.BEGUN)]
        return self._happened(by, opened, at=at, wall=wall)

    def _arrives(self, said: i.Arrives, at: int, wall: int) -> list[f.Effect]:
        if self.state is State.ENDED:
            return [f.Refuse(ENDED), f.ShowOut(frozenset({said.role}))]
        if self.here[said.person]:
            self.here[said.person] += 1
            return []
        starts = self.state is State.PLANNED and (not said.role.interviewer or self.practice)
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
        refusal = self.refusal(said.role, said.ask, said.person)
        if refusal:
            return [f.Refuse(refusal)]
        by, fresh = said.person, said.fresh
        match said.ask:
            case a.AskRun() | a.AskScratch() | a.AskPasted() | a.AskPrivate():
                return []  # the live house looks first, then reports RunPrepared, PasteSeen or PrivateAsked
            case a.AskStop():
                return self._stop(by, at, wall)
            case a.AskEnd():
                return self._end(by, at, wall)
            case a.AskCase(task, name, args, expected, checked, part):
                added = e.CaseAdded(fresh, task, name, args, expected, checked, part)
                return self._happened(by, added, at=at, wall=wall)
            case a.AskCaseDrop(case):
                return self._happened(by, e.CaseDropped(case), at=at, wall=wall)
            case a.AskPrivateEnd(share):
                return self._happened(by, *private_rules.returned(self, share=share), at=at, wall=wall)
            case a.AskPrivateRelease(spell):
                return self._happened(by, private_rules.released(self, spell), at=at, wall=wall)
            case a.AskSwitch() if by == CANDIDATE and self.private is not None:
                return []  # where they look meanwhile is nobody's business
            case a.AskSwitch(task, language, file):
                return self._happened(by, e.Switched(task, language, file), at=at, wall=wall)
            case a.AskFileCreate() | a.AskFileRename() | a.AskFileDelete() | a.AskFileRestore():
                return self._happened(by, *project_rules.done(self.files, said.ask), at=at, wall=wall)
            case a.AskNote(text, task, language, line, tag, end, file):
                note = e.NoteWritten(fresh, text, task, language, line, tag, end, file)
                return self._happened(by, note, at=at, wall=wall)
            case a.AskNoteChange(id, text, tag):
                return self._happened(by, e.NoteChanged(id, text, tag), at=at, wall=wall)
            case a.AskNoteDrop(id):
                return self._happened(by, e.NoteDropped(id), at=at, wall=wall)
            case a.AskStage(title, minutes):
                began = e.StageBegan(fresh, title.strip(), minutes)
                return self._happened(by, *self._pause_over(), *self._stage_over(), began, at=at, wall=wall)
            case a.AskPause():
                return self._happened(by, e.Paused(), at=at, wall=wall)
            case a.AskResume():
                return self._happened(by, e.Resumed(), at=at, wall=wall)
            case a.AskExtend(minutes):
                assert self.stage, "else it is refused"
                return self._happened(by, e.Extended(self.stage.stage, minutes), at=at, wall=wall)
            case a.AskPart(task):
                opened = self.next_part(task)
                assert opened, "else it is refused"
                return self._happened(by, opened, at=at, wall=wall)
            case a.AskHint(task, number):
                text = self.tasks[task].hints[number - 1]
                return self._happened(by, e.HintGiven(task, number, text), at=at, wall=wall)
            case a.AskSay(text):
                return self._happened(by, e.Said(text.strip()), at=at, wall=wall)
            case a.AskRaiseHand():
                return [] if by in self.hands else self._happened(by, e.HandRaised(), at=at, wall=wall)
            case a.AskLowerHand(person):
                whose = person or by
                return self._happened(by, e.HandLowered(whose), at=at, wall=wall) if whose in self.hands else []
            case a.AskAway():
                return [] if by in self.away else self._happened(by, e.WentAway(), at=at, wall=wall)
            case a.AskBack():
                return self._comes_back(by, at, wall)
            case _ as never:
                assert_never(never)

    def _goes_private(self, said: i.PrivateAsked, at: int, wall: int) -> list[f.Effect]:
        refusal = self.refusal(said.role, said.ask, said.person) or private_rules.no_beginning(self, said)
        if refusal:
            return [f.Refuse(refusal)]
        began = e.PrivateBegan(said.fresh, said.policy, said.ask.minutes, said.ask.shares)
        return self._happened(said.person, began, at=at, wall=wall)

    def refusal(self, role: Role, ask: a.Ask, by: str) -> str:
        """Why this person cannot do this now, as a sentence with the mend; "" when they can."""
        return refusals.refusal(self, role, ask, by)

    def _stage_over(self) -> list[e.Event]:
        """The end of the stage that goes, if one does."""
        return [] if self.stage is None else [e.StageEnded(self.stage.stage)]

    def _pause_over(self) -> list[e.Event]:
        """The end of a pause, if there is one: whoever goes on to another stage goes on."""
        return [e.Resumed()] if self.paused else []

    def _comes_back(self, by: str, at: int, wall: int) -> list[f.Effect]:
        if by not in self.away:
            return []
        away_ms = max(at, self.at) - self.away[by] + AWAY_AFTER_MS
        return self._happened(by, e.CameBack(away_ms), at=at, wall=wall)

    def _paste_seen(self, said: i.PasteSeen, at: int, wall: int) -> list[f.Effect]:
        refusal = self.refusal(said.role, said.ask, said.person)
        if refusal:
            return [f.Refuse(refusal)]
        pasted = e.Pasted(said.ask.task, said.ask.language, said.ask.length, said.known, said.ask.file)
        return self._happened(said.person, pasted, at=at, wall=wall)

    def _run_prepared(self, said: i.RunPrepared, at: int, wall: int) -> list[f.Effect]:
        refusal = self.refusal(said.role, said.ask, said.person)
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
        private = private_rules.returned(self, share=False)
        return [
            *self._happened(CANDIDATE, *private, at=at, wall=wall),
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


def _started(said: i.RunPrepared) -> e.RunStarted:
    ask, spec = said.ask, said.spec
    if isinstance(spec, contract.ScratchSpec):
        return e.RunStarted(
            spec.run, ask.task, ask.language, e.Suite.SCRATCH, said.digest, 0, said.shown, stdin=spec.stdin
        )
    assert isinstance(ask, a.AskRun)
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
