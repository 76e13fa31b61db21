"""Untouched starter code against the examples: of several tasks in one container where that shows as much.

Invariant: what is taken from such a run is only that a task's starter code was loaded and fails. Everything else is
looked at once more, alone.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from sandbox.contract import Sandbox, Verdict
from server.authoring.attempts import Attempts
from server.core.findings import Result
from server.core.starters import Company, case_of, companies, decided
from server.core.stubs import starter
from server.core.task import Task
from server.core.words import StubStyle

BUSY: Final = (Verdict.COMPILE_LIMIT, Verdict.TIME_LIMIT)
"""What a busy machine may be to blame for: tried a second time. Of what should be late, only the first."""


class Starters:
    """`tasks` are those that are proved together, if several are; each company runs once in a language."""

    def __init__(self, sandbox: Sandbox, styles: Mapping[str, StubStyle], tasks: Iterable[Task] = ()) -> None:
        self._sandbox, self._styles = sandbox, styles
        self._company = {task.slug: company for company in companies(tasks) for task in company.tasks}
        self._going: defaultdict[tuple[int, str], asyncio.Lock] = defaultdict(asyncio.Lock)
        self._found: dict[tuple[int, str], dict[str, list[Result]]] = {}

    async def results(self, task: Task, language: str, place: asyncio.Semaphore) -> tuple[Result, ...]:
        """What the untouched starter code of all parts does with the examples. Each run waits for a place."""
        if (company := self._company.get(task.slug)) and language not in task.stubs:
            shared = await self._shared(company, language, place)
            mine = shared.get(task.slug, [])
            if decided(mine):
                return tuple(mine)
        async with place:
            results = await self._alone(task, language)
            busy = any(result.verdict in BUSY for result in results)
            return await self._alone(task, language) if busy else results

    async def _shared(self, company: Company, language: str, place: asyncio.Semaphore) -> dict[str, list[Result]]:
        key = id(company), language
        async with self._going[key]:
            if key not in self._found:
                self._found[key] = await self._together(company, language, place)
            return self._found[key]

    async def _together(self, company: Company, language: str, place: asyncio.Semaphore) -> dict[str, list[Result]]:
        whole = company.whole(language)
        if whole is None:
            return {}
        async with place:
            results = await self._alone(whole, language)
        owners = {case_of(task, case.id): task.slug for task in company.tasks for case in task.examples}
        found: defaultdict[str, list[Result]] = defaultdict(list)
        for case, result in zip(whole.examples, results, strict=True):
            found[owners[case.id]].append(result)
        return dict(found)

    async def _alone(self, task: Task, language: str) -> tuple[Result, ...]:
        style = self._styles[language]
        source = starter(task, style, {part.number for part in task.parts})
        return await Attempts(self._sandbox, task, {}).examples(style, source)
