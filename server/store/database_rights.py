"""The part of the database that lists, deletes, erases, holds and logs: each question on its thread."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection

from server.core.interview import Interview, State
from server.core.listing import Wanted
from server.core.rights import Access, Deletion, Hold
from server.core.seal.erasures import SignedErasure
from server.core.seal.proof import Seal
from server.live.ports import Paper
from server.store import rights
from server.store.interview_rows import interview_of
from server.store.writer import Writer

T = TypeVar("T")


class DatabaseRights(ABC):
    """See `ports_rights`. What it stands on is `Database`'s."""

    _writer: Writer

    @abstractmethod
    async def _read(self, question: Callable[[Connection], T]) -> T: ...

    async def listed(self, wanted: Wanted) -> Sequence[Interview]:
        return [interview_of(row) for row in await self._read(partial(rights.listed, wanted=wanted))]

    async def counts(self, wanted: Wanted) -> Mapping[State, int]:
        return await self._read(partial(rights.counts, wanted=wanted))

    async def behind(self) -> Sequence[str]:
        return await self._read(rights.behind)

    async def kept_longest(self, ended_before: int, limit: int) -> Sequence[Interview]:
        found = await self._read(partial(rights.kept_longest, before=ended_before, limit=limit))
        return [interview_of(row) for row in found]

    async def delete_interview(self, deletion: Deletion) -> bool:
        def delete(connection: Connection) -> bool:
            self._writer.ledger.forget_room(deletion.room)
            return rights.delete_interview(connection, deletion)

        return await self._writer.run(delete)

    async def deletion(self, room: str) -> Deletion | None:
        return await self._read(partial(rights.deletion, room=room))

    async def erase(
        self, room: str, blank: Mapping[int, bytes], gone: Collection[int], seal: Seal, by: str, signed: SignedErasure
    ) -> None:
        await self._writer.run(
            partial(rights.erase, room=room, blank=blank, gone=gone, seal=seal, by=by, signed=signed)
        )

    async def erase_paper(self, paper: Paper) -> bool:
        return await self._writer.run(partial(rights.erase_paper, paper=paper))

    async def erasures(self, room: str) -> Sequence[SignedErasure]:
        return await self._read(partial(rights.erasures_of, room=room))

    async def unscrubbed(self) -> bool:
        return await self._read(rights.is_unscrubbed)

    async def scrub(self) -> bool:
        """SQLite leaves copies in pages that were split long ago, so overwriting what is deleted is not enough: the
        file is written anew, and the journal beside it emptied."""
        if not await self.unscrubbed():
            return False
        await self._writer.anew()
        await self._writer.run(rights.scrubbed)
        return True

    async def add_hold(self, hold: Hold) -> None:
        await self._writer.run(partial(rights.add_hold, hold=hold))

    async def lift_hold(self, room: str, lifted: int, by: str, reason: str) -> bool:
        return await self._writer.run(partial(rights.lift_hold, room=room, lifted=lifted, by=by, reason=reason))

    async def holds(self, room: str) -> Sequence[Hold]:
        return await self._read(partial(rights.holds_of, room=room))

    async def hold(self, room: str) -> Hold | None:
        return next((each for each in await self.holds(room) if not each.lifted), None)

    async def add_accesses(self, accesses: Sequence[Access]) -> None:
        await self._writer.run(partial(rights.add_accesses, lines=accesses))

    async def accesses(self, room: str, limit: int = 1_000) -> Sequence[Access]:
        return await self._read(partial(rights.accesses_of, room=room, limit=limit))

    async def rows_about(self, room: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        return await self._read(partial(rights.rows_about, room=room))
