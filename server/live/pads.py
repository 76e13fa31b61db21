"""Runs that nobody records: what somebody tries in the warm-up, or while they think privately.

Invariant: the source, its input and all that comes of them exist in this process's memory and in the container while
the run goes, and nowhere else: no timeline, no room that anybody is in, no file, no figure, no line of a log. Where
thinking privately is recorded, what came of a run is (`DraftRan`: which tests, how many passed).
"""

from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Final

from sandbox.contract import ScratchSpec
from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core import judging
from server.core.ids import CANDIDATE
from server.core.interview import Interview
from server.core.languages import Language
from server.core.project_paths import RUN_MAX
from server.core.projects import Source, Work, program_at
from server.core.refusals import STDIN_MAX
from server.core.roles import Role, hears
from server.core.room import Room
from server.core.room_state import TaskFacts
from server.core.unlocking import opened_parts
from server.core.warm_up import warm_up
from server.live import again, chance
from server.live.again import NOT_IN_IT, Again, Talk, Waits
from server.live.planning import Refused
from server.live.ports import Clock
from server.live.runs import Runs
from server.live.specs import TOO_LARGE, Ground, Prepared

SOURCE_MAX: Final = 128 * 1024
"""Characters of one source: as much code as anybody writes in an hour, many times over."""
RUNS_MAX: Final = 30
WINDOW_MS: Final = 60_000
"""So many runs a person may begin within this time: one every two seconds."""
NOW: Final = 2**53
"""Interview time (ms) behind everything: the parts that are open by now."""
BUSY: Final = "Something of yours is running already, here or in another window. Wait for it, or stop it there."
TOO_OFTEN: Final = f"You have run this {RUNS_MAX} times within a minute. Wait a little, then run it again."
NO_TESTS: Final = "This exercise has no tests in this language. Run your file as a program, or choose another language."
NO_PROJECT: Final = "This task is one file. Send it as the source."
TESTS: Final = "Here there are the examples, and the file as a program."


@dataclass(frozen=True, slots=True)
class Try:
    """What somebody wants to run. `task` is one of the interview's, or "" for the warm-up's own exercise. `file` is the
    path of a project's file that runs as a program; "" is the first."""

    task: str
    language: str
    source: Source
    stdin: str
    suite: e.Suite
    file: str = ""


class Pads:
    def __init__(
        self,
        again: Again,
        runs: Runs,
        languages: Sequence[Language],
        talk: Talk,
        clock: Clock,
        tried: Callable[[str, Role, i.DraftRan], None] = lambda room, role, tried: None,
    ) -> None:
        self.warm_up = warm_up(language.style for language in languages)
        self._again = again
        self._runs = runs
        self._languages = {language.id: language for language in languages}
        self._talk = talk
        self._clock = clock
        self._tried = tried
        """Told in short when code of one of an interview's own tasks has run: its room, whose it was, what came."""
        self._begun: dict[str, deque[int]] = {}

    async def run(
        self, interview: Interview, role: Role, person: str, wanted: Try
    ) -> AsyncGenerator[Waits | e.Entry | Refused, None]:
        """The events of the run as they come, numbered from 1, as this role may know them. A refusal comes alone.

        One at a time for each person of each interview. Ending the iteration early kills the run.
        """
        who = f"pad {interview.id} {person}"
        async with self._again.turn(who) as mine:
            prepared = await self._prepared(interview, wanted, who) if mine else Refused(BUSY)
            if isinstance(prepared, Refused):
                yield prepared
                return
            ready, room = prepared
            for news in self._told(room, _begun(wanted, ready), role):
                yield news
            async with aclosing(self._again.pieces(ready)) as pieces:
                async for piece in pieces:
                    for news in self._told(room, i.Ran(piece), role):
                        if isinstance(news, e.Entry):
                            self._tell(interview, role, wanted, news.event)
                        yield news

    def _tell(self, interview: Interview, role: Role, wanted: Try, event: e.Event) -> None:
        if wanted.task and isinstance(event, e.RunEnded):
            tried = i.DraftRan(wanted.task, wanted.language, wanted.suite, event.verdict, event.passed, event.total)
            self._tried(interview.id, role, tried)

    def _told(self, room: Room, said: i.Input, role: Role) -> Iterator[Waits | e.Entry]:
        for news in again.told(room, said, 0, self._clock.wall_ms()):
            if isinstance(news, Waits):
                yield news
            elif (event := hears(role, news.event)) is not None:
                yield replace(news, event=event)

    async def _prepared(self, interview: Interview, wanted: Try, who: str) -> tuple[Prepared, Room] | Refused:
        ground = self._ground(interview, wanted)
        refused = ground if isinstance(ground, Refused) else _no_source(wanted, ground) or self._too_often(who)
        if refused:
            return refused
        assert isinstance(ground, Ground)
        ready = await self._spec(interview, ground, wanted)
        if isinstance(ready, Refused):
            return ready
        facts = TaskFacts(wanted.task, ground.task.title, (wanted.language,))
        return ready, Room({wanted.task: facts})

    async def _spec(self, interview: Interview, ground: Ground, wanted: Try) -> Prepared | Refused:
        run = chance.short_id()
        if wanted.suite is e.Suite.SCRATCH:
            limits = judging.limits_for(ground.task, wanted.language)
            source = wanted.source
            program, beside = program_at(source, wanted.file) if isinstance(source, Work) else (source, {})
            return Prepared(ScratchSpec(run, wanted.language, program, wanted.stdin, limits, files=beside))
        parts = opened_parts(ground.task, await self._talk(interview.id), NOW) if wanted.task else None
        ready = self._runs.specs.at_once(ground, wanted.suite, run=run, source=wanted.source, own=(), parts=parts)
        return Refused(TESTS, "suite") if ready is None else ready

    def _ground(self, interview: Interview, wanted: Try) -> Ground | Refused:
        """What to run on: a task of the interview as it has pinned it, or the warm-up."""
        if wanted.suite is e.Suite.HIDDEN:
            return Refused(TESTS, "suite")
        if wanted.task:
            if wanted.task not in interview.tasks:
                return Refused(NOT_IN_IT, "task")
            return self._runs.specs.ground(self._runs.pins.of(interview), wanted.task, wanted.language, wanted.suite)
        problem = self._runs.specs.why_not(wanted.language, wanted.suite)
        language = self._languages.get(wanted.language)
        if problem or language is None:
            return Refused(problem or "This Greenroom does not have this language.", "language")
        if wanted.suite is e.Suite.EXAMPLES and language.id not in self.warm_up.languages:
            return Refused(NO_TESTS, "suite")
        return Ground(self.warm_up, language)

    def _too_often(self, who: str) -> Refused | None:
        """Counts this run, unless there have been too many of this person's."""
        now = self._clock.monotonic_ms()
        for person, begun in list(self._begun.items()):
            while begun and now - begun[0] >= WINDOW_MS:
                begun.popleft()
            if not begun:
                del self._begun[person]
        mine = self._begun.setdefault(who, deque())
        if len(mine) >= RUNS_MAX:
            return Refused(TOO_OFTEN)
        mine.append(now)
        return None


def _no_source(wanted: Try, ground: Ground) -> Refused | None:
    if isinstance(wanted.source, Work):
        if ground.task.kind != "project":
            return Refused(NO_PROJECT, "files")
        if wanted.source.size > RUN_MAX:
            return Refused(TOO_LARGE, "files")
    elif len(wanted.source) > SOURCE_MAX:
        return Refused(f"This file has {len(wanted.source):,} characters; the most here is {SOURCE_MAX:,}.", "source")
    if (size := len(wanted.stdin.encode())) > STDIN_MAX:
        return Refused(f"This input has {size:,} bytes; the most is {STDIN_MAX:,}. Shorten it.", "stdin")
    return None


def _begun(wanted: Try, ready: Prepared) -> i.RunPrepared:
    """The press of the button, as a room hears it. Whoever it was: in this room there is nobody else."""
    ask: a.AskRun | a.AskScratch
    if wanted.suite is e.Suite.SCRATCH:
        ask = a.AskScratch(wanted.task, wanted.language, wanted.stdin)
    else:
        ask = a.AskRun(wanted.task, wanted.language, wanted.suite)
    return i.RunPrepared(CANDIDATE, Role.CANDIDATE, ask, ready.spec, ready.shown, ready.digest)
