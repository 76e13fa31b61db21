"""What the live house needs of the store to list, delete, erase, hold and log: the smallest verbs."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from server.core.interview import Interview, State
from server.core.listing import Wanted
from server.core.rights import Access, Deletion, Hold
from server.core.seal.erasures import SignedErasure
from server.core.seal.proof import Seal

Row = Mapping[str, Any]


class Lists(Protocol):
    """Parts of long lists."""

    async def listed(self, wanted: Wanted) -> Sequence[Interview]:
        """Newest first."""
        ...

    async def counts(self, wanted: Wanted) -> Mapping[State, int]:
        """How many of those that are wanted there are in each state that has any, whatever `wanted` says of state,
        place and limit."""
        ...

    async def behind(self) -> Sequence[str]:
        """The interviews whose rows do not say what has become of them by the end of their timelines."""
        ...

    async def kept_longest(self, ended_before: int, limit: int) -> Sequence[Interview]:
        """Those that ended, or were planned and never began, before this time (Unix ms) and are not held: the ones
        that were kept longest first. `limit` is how many at most."""
        ...


class Rights(Protocol):
    """What deletes, and what is kept about deleting, holding and opening."""

    async def delete_interview(self, deletion: Deletion) -> bool:
        """Take away everything of the interview in every table, and keep this. Says whether it was there."""
        ...

    async def deletion(self, room: str) -> Deletion | None: ...

    async def erase(
        self, room: str, blank: Mapping[int, bytes], gone: Collection[int], seal: Seal, by: str, signed: SignedErasure
    ) -> None:
        """Replace these edits, let nothing but a place stay of the other entries, forget the checkpoint, and keep the
        seal that the room has from now on, with who erased and what was signed of it: all or nothing."""
        ...

    async def erasures(self, room: str) -> Sequence[SignedErasure]:
        """What was signed of entries that were erased, oldest first."""
        ...

    async def scrub(self) -> bool:
        """Take what was deleted or erased out of the free parts of every file too, if anything was since the last
        time; says whether there was. Takes as long as copying the database."""
        ...

    async def unscrubbed(self) -> bool:
        """Whether there is something to scrub."""
        ...

    async def add_hold(self, hold: Hold) -> None: ...

    async def lift_hold(self, room: str, lifted: int, by: str, reason: str) -> bool:
        """Lift the room's hold; whether there was one."""
        ...

    async def holds(self, room: str) -> Sequence[Hold]:
        """All that there were, newest first."""
        ...

    async def hold(self, room: str) -> Hold | None:
        """The one that is not lifted."""
        ...

    async def add_accesses(self, accesses: Sequence[Access]) -> None:
        """One line for each person, thing and hour: the first of each stays."""
        ...

    async def accesses(self, room: str, limit: int = 1_000) -> Sequence[Access]:
        """Who opened what of this interview, newest first."""
        ...

    async def rows_about(self, room: str) -> Mapping[str, Sequence[Row]]:
        """What other tables keep of this interview, by table, as `personal.py` says."""
        ...
