"""Papers as values: read from the store, changed by a pure function, and kept unless somebody else was faster."""

from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from server.live.ports import Clock, Paper, Store

T = TypeVar("T")
No = TypeVar("No")


class Papers(Generic[T]):
    """One kind of paper: `empty` is what there is before anybody wrote one."""

    def __init__(self, store: Store, clock: Clock, kind: str, of: type[T], empty: Callable[[], T]) -> None:
        self._store = store
        self._clock = clock
        self._kind = kind
        self._of = of
        self._empty = empty

    async def read(self, room: str, author: str = "") -> T:
        paper = await self._store.paper(room, self._kind, author)
        return self._value(paper)

    async def all(self, room: str) -> dict[str, T]:
        """What there is of this kind, by author."""
        return {paper.author: self._value(paper) for paper in await self._store.papers(room, self._kind)}

    async def change(self, room: str, author: str, decide: Callable[[T], T | No]) -> T | No:
        """Keep what `decide` makes of the paper as it is now, and return it. What is no such value is a refusal, and
        nothing is kept; nothing is written either when nothing changed. `decide` is asked again when somebody else was
        faster."""
        while True:
            paper = await self._store.paper(room, self._kind, author)
            before = self._value(paper)
            after = decide(before)
            if not isinstance(after, self._of) or after == before:
                return after
            body = msgspec.json.encode(after).decode()
            revision = paper.revision + 1 if paper else 1
            if await self._store.keep_paper(Paper(room, self._kind, author, revision, self._clock.wall_ms(), body)):
                return after

    def _value(self, paper: Paper | None) -> T:
        return msgspec.json.decode(paper.body, type=self._of) if paper else self._empty()
