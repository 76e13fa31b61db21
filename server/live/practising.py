"""Rooms to practise in: alone, or two who swap who asks and who answers. Nobody's employer is in them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, Final
from weakref import WeakValueDictionary

from server.core.agenda import Plan, Stage
from server.core.ids import CANDIDATE, HOST
from server.core.interview import Interview, State
from server.core.setup import Practice, PrivatePolicy, Setup
from server.core.task import Task
from server.core.task_summary import TaskSummary
from server.live.planning import GUEST, Refused, name_problem, practice_title
from server.live.ports import TaskLibrary

MINUTES: Final = (15, 30, 45, 60, 90)
"""How long somebody may mean to practise; 0 is without a clock."""
NOT_PEERS: Final = Refused("Roles can be swapped in a room where two people practise.")

Open = Callable[..., Awaitable[Interview | Refused]]


class Practising:
    """Opens rooms to practise in. `open` is the house's `open_interview`, `end` and `change` end one and set it up."""

    def __init__(
        self,
        tasks: TaskLibrary,
        *,
        open: Open,
        end: Callable[[Interview], Awaitable[None]],
        change: Callable[[Interview, Setup], Awaitable[Any]],
        now: Callable[[str], Awaitable[Interview | None]],
    ) -> None:
        self._tasks = tasks
        self._open = open
        self._end = end
        self._change = change
        self._now = now
        self._swapping: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def alone(self, name: str, slug: str, minutes: int, account: str = "") -> Interview | Refused:
        """A room for one person, who sees what a candidate sees and helps themselves to hints."""
        return await self._room(Practice.SOLO, "", name, slug, minutes, account)

    async def together(self, name: str, slug: str, minutes: int, account: str = "") -> Interview | Refused:
        """A room for two: this person asks first, and whoever has the candidate's link answers."""
        return await self._room(Practice.PEERS, name, GUEST, slug, minutes, account)

    async def swap(self, interview: Interview, names: dict[str, str]) -> Interview | Refused:
        """The room in which the two go on with swapped roles and another task; this one ends.

        `names` are what the host and the candidate are called here. Asked for twice, it is the same room.
        """
        if interview.setup.practice is not Practice.PEERS:
            return NOT_PEERS
        async with self._swapping.setdefault(interview.id, asyncio.Lock()):
            now = await self._now(interview.id)
            if now is None:
                return NOT_PEERS
            if now.setup.following:
                return await self._now(now.setup.following) or NOT_PEERS
            slug = self._another(now.tasks)
            setup = replace(
                now.setup, account="", plan=self._plan(slug, now.setup.plan.minutes if now.setup.plan else 0)
            )
            opened = await self._open(self._title(slug), names[CANDIDATE], names[HOST], [slug], setup=setup)
            if isinstance(opened, Interview):
                await self._change(now, replace(now.setup, following=opened.id))
                if now.state is not State.ENDED:
                    await self._end(now)
            return opened

    async def _room(
        self, practice: Practice, host: str, candidate: str, slug: str, minutes: int, account: str
    ) -> Interview | Refused:
        name = (host or candidate).strip()
        if problem := name_problem(name):
            return Refused(problem, "name")
        if self._tasks.task(slug) is None:
            return Refused("Choose a task of the library.", "task")
        if minutes not in (0, *MINUTES):
            return Refused("Choose how long you want to practise.", "minutes")
        setup = Setup(
            account=account,
            plan=self._plan(slug, minutes),
            private=PrivatePolicy.RELEASED,
            practice=practice,
            shares_record=True,
        )
        return await self._open(self._title(slug), host, candidate, [slug], setup=setup)

    def _plan(self, slug: str, minutes: int) -> Plan | None:
        task = self._tasks.task(slug)
        if not minutes or task is None:
            return None
        return Plan("practice", 1, "Practice", (Stage(task.title, minutes, "Read it, solve it, say what you think."),))

    def _title(self, slug: str) -> str:
        task = self._tasks.task(slug)
        return practice_title(task.title if task else slug)

    def _another(self, done: Sequence[str]) -> str:
        """A task that who answered has not asked about: as hard as the last one where there is such a one."""
        last = self._tasks.task(done[-1])
        others = [task for task in self._tasks.tasks() if task.slug not in done]
        return min(others, key=lambda task: _distance(task, last)).slug if others else done[-1]


def _distance(task: TaskSummary, last: Task | None) -> tuple[bool, int]:
    if last is None:
        return (True, 0)
    return (task.difficulty != last.difficulty, abs(task.minutes - last.minutes))
