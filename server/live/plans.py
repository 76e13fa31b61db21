"""The plans of the house: those that are shipped, and its own variants. A changed plan is another version."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from server.core.agenda import Mistake, Plan, Stage, mistakes
from server.live import chance
from server.live.ports import Clock, Store

ID_MAX: Final = 32
STALE: Final = "Somebody has changed this plan meanwhile. Look at the newest version, and change that."


@dataclass(frozen=True, slots=True)
class Shelved:
    """A plan of the house. `own` is one that was made here; `newest` says that no later version has come."""

    plan: Plan
    own: bool
    newest: bool = True
    created: int = 0
    """Unix ms; 0 for a shipped one."""


class Plans:
    def __init__(self, store: Store, clock: Clock, shipped: Sequence[Plan]) -> None:
        self._store = store
        self._clock = clock
        self._shipped = {plan.id: plan for plan in shipped}

    async def all(self) -> list[Shelved]:
        """The newest version of each: shipped ones first, then own ones by title."""
        own = await self._store.plans()
        newest = {plan.id: (plan, created) for plan, created in sorted(own, key=lambda each: each[0].version)}
        mine = [Shelved(plan, own=True, created=created) for plan, created in newest.values()]
        return [
            *(Shelved(plan, own=False) for plan in self._shipped.values()),
            *sorted(mine, key=lambda each: (each.plan.title.casefold(), each.plan.id)),
        ]

    async def find(self, id: str, version: int = 0) -> Shelved | None:
        """This version of a plan, or its newest one."""
        if id in self._shipped:
            plan = self._shipped[id]
            return Shelved(plan, own=False) if version in (0, plan.version) else None
        versions = await self.versions(id)
        found = next((each for each in versions if version in (0, each.plan.version)), None)
        return found and replace(found, newest=found is versions[0])

    async def versions(self, id: str) -> list[Shelved]:
        """All versions of an own plan, the newest first; none of a shipped one."""
        found = [(plan, created) for plan, created in await self._store.plans() if plan.id == id]
        found.sort(key=lambda each: -each[0].version)
        return [Shelved(plan, own=True, newest=n == 0, created=created) for n, (plan, created) in enumerate(found)]

    async def make(self, title: str, stages: Sequence[Stage]) -> Plan | tuple[Mistake, ...]:
        """A plan of one's own, in its first version."""
        if wrong := mistakes(title, stages):
            return wrong
        plan = Plan(_id(title), 1, title, tuple(stages))
        await self._store.add_plan(plan, self._clock.wall_ms())
        return plan

    async def change(self, id: str, version: int, title: str, stages: Sequence[Stage]) -> Plan | tuple[Mistake, ...]:
        """The version after this one. One that is as before stays; of two at once the second is told so."""
        before = await self.find(id)
        if before is None or not before.own or before.plan.version != version:
            return (Mistake(STALE),)
        if wrong := mistakes(title, stages):
            return wrong
        plan = Plan(id, version + 1, title, tuple(stages))
        if replace(plan, version=version) == before.plan:
            return before.plan
        return plan if await self._store.add_plan(plan, self._clock.wall_ms()) else (Mistake(STALE),)


def _id(title: str) -> str:
    """Readable, and never one that is taken."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:ID_MAX].strip("-") or "plan"
    return f"{words}-{chance.short_id()[:4]}"
