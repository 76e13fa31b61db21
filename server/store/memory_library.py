"""The part of the store in memory for the library."""

from collections.abc import Mapping, Sequence

from server.core.interview import Interview, State
from server.core.seal.erasures import SignedErasure
from server.core.task_uses import Counted, Use
from server.core.task_versions import KeptVersion, pins
from server.live.ports_library import TaskVersion


class MemoryLibrary:
    """See `ports_library`. What it stands on is `Memory`'s."""

    _interviews: dict[str, Interview]
    _erasures: dict[str, list[SignedErasure]]

    def __init__(self) -> None:
        super().__init__()
        self._versions: dict[tuple[str, str], TaskVersion] = {}
        self._uses: dict[str, list[tuple[str, Counted]]] = {}

    async def keep_version(self, version: TaskVersion) -> None:
        self._versions.setdefault((version.slug, version.digest), version)

    async def version(self, slug: str, digest: str) -> TaskVersion | None:
        return self._versions.get((slug, digest))

    async def versions(self) -> Sequence[KeptVersion]:
        pinned = pins(self._interviews.values())
        kept = sorted(self._versions.values(), key=lambda each: (each.slug, -each.kept, each.digest))
        return [
            KeptVersion(each.slug, each.digest, each.kept, len(each.body), pinned.get((each.slug, each.digest), 0))
            for each in kept
        ]

    async def drop_versions(self) -> Sequence[KeptVersion]:
        loose = [each for each in await self.versions() if not each.pins]
        for each in loose:
            del self._versions[each.slug, each.digest]
        return loose

    async def keep_uses(self, room: str, ended: int, uses: Sequence[Use]) -> None:
        if room in self._interviews:
            self._uses[room] = [(use.task, Counted(use.digest, ended, use.spent, use.solved)) for use in uses]

    async def uses(self, task: str) -> Sequence[Counted]:
        found = [use for uses in self._uses.values() for of, use in uses if of == task]
        return sorted(found, key=lambda use: -use.ended)

    async def used(self) -> Mapping[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for task, use in (each for uses in self._uses.values() for each in uses):
            times, last = found.get(task, (0, 0))
            found[task] = times + 1, max(last, use.ended)
        return found

    async def uncounted(self) -> Sequence[str]:
        ended = [each for id, each in self._interviews.items() if each.state is State.ENDED and id not in self._uses]
        return [each.id for each in sorted(ended, key=lambda interview: (-interview.ended, interview.id))]

    async def forget_uses(self) -> None:
        self._uses = {room: uses for room, uses in self._uses.items() if self._erasures.get(room)}
