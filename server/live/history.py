"""When a case first passed and when it broke: the versions of a file, tried in the sandbox one after another.

What recorded runs said of a version is known already, and what was tried once is kept beside the track: asking again is
at once. `core/transitions.py` says which version to try next.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from sandbox.contract import CaseJudged, Finished, RunSpec, Verdict
from server.core import events as e
from server.core.interview import Interview
from server.core.languages import file_name
from server.core.named_tests import words_of
from server.core.project_files import files_of
from server.core.project_versions import WorkVersion, project_versions
from server.core.projects import ALL, Source
from server.core.track.parts import Edition
from server.core.track.reading import Index
from server.core.transitions import Results, next_try, transitions
from server.core.versions import Version, versions
from server.live.again import BUSY, EMPTY, Again, Asked, own_cases, pinned
from server.live.planning import Refused
from server.live.specs import Ground, Prepared
from server.live.track_folder import TrackFolder
from server.live.tracks import Tracks

TRIES_MAX: Final = 240
"""Runs for one question: several minutes. What is not tried then is said."""
KEEP_EVERY: Final = 10
"""Runs between two times that what is known is kept."""
NO_CASE: Final = "This case is not among the tests any more, so it cannot be tried."
NO_CHECKS: Final = "None of these tests says what the answer should be, so none can pass or fail."


@dataclass(frozen=True, slots=True)
class Case:
    case: str
    name: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A version: when it came to be, and which of its lines are new in it; in a project also in which `file`."""

    at: int
    first_line: int
    last_line: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class Begins:
    """What is tried: every version, and the cases that are looked at. `task_changed`: today's tests are other ones."""

    versions: tuple[Seen, ...]
    cases: tuple[Case, ...]
    task_changed: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """So far: how many versions are known, and `of` how many."""

    tried: int
    of: int


@dataclass(frozen=True, slots=True)
class Change:
    """A case passes, or not any more, since a version. `untried` versions lie between it and the one before it."""

    case: str
    version: int
    passes: bool
    first: bool
    untried: int


@dataclass(frozen=True, slots=True)
class Found:
    """All changes that are known by now."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """`why` says what kept it from going on; "" where it is complete."""

    tried: int
    of: int
    why: str = ""


Told = Begins | Tried | Found | Done | Refused
AnyVersion = Version | WorkVersion
Known = dict[str, dict[str, bool]]
"""Which cases passed, by the digest of a source."""


class History:
    def __init__(
        self,
        again: Again,
        tracks: Tracks,
        talk: Callable[[str], Awaitable[Sequence[e.Entry]]],
        folder: TrackFolder,
    ) -> None:
        self._again = again
        self._tracks = tracks
        self._talk = talk
        self._folder = folder

    async def of(self, interview: Interview, asked: Asked, case: str = "") -> AsyncGenerator[Told, None]:
        """The changes of one case, or of all with "". A refusal is the first and the last thing said; ending the
        iteration early kills the run that goes. `asked.at` does not matter: it is about the whole file."""
        async with self._again.turn(interview.id) as mine:
            ground = self._again.ground(interview, asked) if mine else Refused(BUSY)
            if isinstance(ground, Refused):
                yield ground
                return
            story = await self._versions(interview, ground)
            talk = await self._talk(interview.id)
            own = own_cases(talk, talk[-1].at if talk else 0)
            if not story:
                yield Refused(EMPTY)
                return
            shown = await self._again.prepare(ground, asked.suite, story[-1].text, own)
            changed = pinned(talk).get(asked.task, "") != ground.task.digest
            known = {} if changed else recorded(talk, asked)
            cases = _cases(shown, case, known if ground.task.kind == "project" else {})
            if isinstance(cases, Refused):
                yield cases
                return
            kept = _Kept(self._folder, interview.id, asked, ground.task.digest)
            kept.add(known)
            seen = tuple(Seen(each.at, each.first_line, each.last_line, file_in(each)) for each in story)
            yield Begins(seen, cases, changed)
            search = _Search(story, tuple(each.case for each in cases), kept.known)
            try:
                async for told in self._tries(ground, asked, own, search, kept):
                    yield told
            finally:
                kept.keep()

    async def _tries(
        self, ground: Ground, asked: Asked, own: Sequence[e.CaseAdded], search: "_Search", kept: "_Kept"
    ) -> AsyncGenerator[Told, None]:
        tries, before = 0, None
        while True:
            found = search.found()
            if found != before:
                yield found
            before = found
            yield search.tried()
            index = search.next()
            if index is None:
                yield search.done()
                return
            if tries == TRIES_MAX:
                yield search.done(f"{TRIES_MAX} versions were tried, which is the most for one question.")
                return
            ready = await self._again.prepare(ground, asked.suite, search.text(index), own)
            said = ready if isinstance(ready, Refused) else await self._results(_only(ready, search.cases))
            if isinstance(said, Refused):
                yield search.done(said.message)
                return
            tries += 1
            kept.add({search.story[index].digest: dict.fromkeys(search.cases, False) | said})
            if tries % KEEP_EVERY == 0:
                kept.keep()

    async def _results(self, ready: Prepared) -> dict[str, bool] | Refused:
        """Which cases passed; a case that the run did not come to is left out. Trouble of ours is no result."""
        passed: dict[str, bool] = {}
        end = None
        async for piece in self._again.pieces(ready):
            match piece:
                case CaseJudged(case=case, verdict=verdict):
                    passed[case] = verdict is Verdict.PASSED
                case Finished():
                    end = piece
                case _:
                    pass
        assert end is not None
        return Refused(end.message) if end.verdict in (Verdict.INTERNAL_ERROR, Verdict.CANCELLED) else passed

    async def _versions(self, interview: Interview, ground: Ground) -> Sequence[AnyVersion]:
        index = await self._tracks.read_index(interview, Edition.HOST)
        chunks = [await self._tracks.chunk(interview, Edition.HOST, number) for number in range(len(index.chunks))]
        file = file_name(ground.task.slug, ground.language)
        texts = [chunk.text for chunk in chunks if chunk is not None]
        project = bool(files_of(await self._talk(interview.id)).of(ground.task.slug, ground.language.id))
        return await asyncio.to_thread(_versions, index, texts, "" if project else file, ground)


class _Search:
    """What is known of each version, and what to try next."""

    def __init__(self, story: Sequence[AnyVersion], cases: tuple[str, ...], known: Known) -> None:
        self.story = story
        self.cases = cases
        self._known = known

    def results(self) -> dict[int, Results]:
        wanted = set(self.cases)
        found = {index: self._known.get(version.digest, {}) for index, version in enumerate(self.story)}
        return {
            index: {case: passed[case] for case in self.cases}
            for index, passed in found.items()
            if wanted <= set(passed)
        }

    def next(self) -> int | None:
        return next_try(len(self.story), self.results())

    def text(self, index: int) -> Source:
        return self.story[index].text

    def found(self) -> Found:
        changes = transitions(self.cases, self.results())
        return Found(tuple(Change(each.case, each.index, each.passes, each.first, each.untried) for each in changes))

    def tried(self) -> Tried:
        return Tried(len(self.results()), len(self.story))

    def done(self, why: str = "") -> Done:
        return Done(len(self.results()), len(self.story), why)


class _Kept:
    """What is known of each source, beside the track: for one version of a task, and gone with it."""

    def __init__(self, folder: TrackFolder, room: str, asked: Asked, task: str) -> None:
        self._folder = folder
        self._name = f"{room}.tests.{asked.task}.{asked.language}.{asked.suite.value}"
        self._task = task
        self.known: Known = {}
        self._news = False
        with suppress(OSError, msgspec.DecodeError):
            if (found := folder.open(self._name)) is not None:
                of, known = msgspec.json.decode(found[0], type=tuple[str, Known])
                self.known = known if of == task else {}

    def add(self, results: Known) -> None:
        for digest, passed in results.items():
            before = self.known.setdefault(digest, {})
            self._news = self._news or not passed.items() <= before.items()
            before.update(passed)

    def keep(self) -> None:
        if self._news:
            self._news = False
            with suppress(OSError):  # then it is tried again
                self._folder.begin(self._name).finish(msgspec.json.encode((self._task, self.known)))


def recorded(talk: Iterable[e.Entry], asked: Asked) -> Known:
    """What the interview's own runs said, by the digest of their source."""
    known: Known = {}
    sources: dict[str, str] = {}
    for entry in talk:
        match entry.event:
            case e.RunStarted(run=run, suite=suite, digest=digest) as event if suite is asked.suite:
                if (event.task, event.language) == (asked.task, asked.language):
                    sources[run] = digest
            case e.CaseJudged(run=run, case=case, verdict=verdict) if run in sources:
                if verdict not in (Verdict.CANCELLED, Verdict.INTERNAL_ERROR, Verdict.UNCHECKED):
                    known.setdefault(sources[run], {})[case] = verdict is Verdict.PASSED
            case _:
                pass
    return known


def _cases(shown: Prepared | Refused, wanted: str, known: Known) -> tuple[Case, ...] | Refused:
    """Those that are looked at. Of a project, its framework names more than can be read from its tests."""
    if isinstance(shown, Refused):
        return shown
    cases = tuple(Case(each.case, each.name or each.case) for each in shown.shown if each.checked)
    told = dict.fromkeys(case for results in known.values() for case in results)
    if told and [each.case for each in cases] == [ALL]:
        cases = ()
    cases += tuple(Case(case, words_of(case)) for case in told if case not in {each.case for each in cases})
    if not wanted:
        return cases or Refused(NO_CHECKS)
    return tuple(each for each in cases if each.case == wanted) or Refused(NO_CASE, "case")


def _only(ready: Prepared, cases: Sequence[str]) -> Prepared:
    """The run with just these cases. A project's tests run together."""
    spec = ready.spec
    if not isinstance(spec, RunSpec):
        return ready
    return replace(ready, spec=replace(spec, cases=tuple(case for case in spec.cases if case.id in cases)))


def _versions(index: Index, texts: Sequence[bytes], file: str, ground: Ground) -> Sequence[AnyVersion]:
    """Of this file, or of a whole project with ""."""
    items, task, language = index.merged(0, enumerate(texts)), ground.task.slug, ground.language.id
    return versions(items, file, task, language) if file else project_versions(items, task, language)


def file_in(version: AnyVersion) -> str:
    return version.file if isinstance(version, WorkVersion) else ""
