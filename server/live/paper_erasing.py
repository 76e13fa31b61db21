"""Erasing words from what people wrote beside a timeline: cards, debrief, feedback, and what both sides say.

Where whoever asks may not read, words are erased without a word about whether they were there (core/paper_words.py).
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any, Final

import msgspec
import structlog

from server.core import paper_words
from server.core.card_rights import Reader
from server.core.erasing import WORDS_MIN
from server.core.interview import Interview
from server.core.paper_words import Found, Kind, may_look
from server.core.rights import erasing_problem
from server.live.cards import Cards
from server.live.feedbacks import Feedbacks
from server.live.planning import Refused
from server.live.ports import Clock, Paper, Store

TOO_SHORT: Final = f"Look for at least {WORDS_MIN} characters: fewer are everywhere."
KINDS: Final = frozenset(Kind)

MayLook = Callable[[Paper], bool]

log = structlog.get_logger()


class PaperErasing:
    """`scrub` asks for what is gone to be overwritten in every file. Every method raises `StoreError`.

    A `reader` of None is whoever has the database itself, and may look everywhere.
    """

    def __init__(
        self, store: Store, cards: Cards, feedbacks: Feedbacks, clock: Clock, scrub: Callable[[], None]
    ) -> None:
        self._store = store
        self._cards = cards
        self._feedbacks = feedbacks
        self._clock = clock
        self._scrub = scrub

    async def find(self, interview: Interview, words: str, reader: Reader | None) -> Sequence[Found]:
        """The papers that this person may read and that have these words."""
        may = await self._may_look(interview, reader)
        looked = [
            paper_words.found(_kind(paper), paper.author, _plain(paper), words)
            for paper in await self._all(interview)
            if may(paper)
        ]
        return [each for each in looked if each is not None]

    async def erase(
        self, interview: Interview, words: str, chosen: Collection[str], reader: Reader | None, *, unread: bool
    ) -> Refused | int:
        """Erase these words from the papers of these names, and where `unread` from all that this person may not read.
        Returns from how many of those that they may read."""
        problem = erasing_problem(interview, await self._store.hold(interview.id))
        if problem or len(words) < WORDS_MIN:
            return Refused(problem or TOO_SHORT)
        may = await self._may_look(interview, reader)
        count = 0
        for paper in await self._all(interview):
            looked = may(paper)
            if unread if not looked else f"{paper.kind}/{paper.author}" in chosen:
                count += await self._erase(paper, words) and looked
        self._scrub()
        log.info("words were erased beside a timeline", room=interview.id, papers=count)
        return count

    async def _erase(self, paper: Paper | None, words: str) -> bool:
        """Whether there was anything to erase. Tried again when somebody else was faster."""
        while paper is not None:
            before = _plain(paper)
            after = paper_words.erased(before, words)
            if after == before:
                return False
            body = msgspec.json.encode(after).decode()
            fresh = replace(paper, revision=paper.revision + 1, saved=self._clock.wall_ms(), body=body)
            if await self._store.erase_paper(fresh):
                return True
            paper = await self._store.paper(paper.room, paper.kind, paper.author)
        return False

    async def _may_look(self, interview: Interview, reader: Reader | None) -> MayLook:
        if reader is None:
            return lambda _: True
        desk, now = await self._cards.desk(interview), self._clock.wall_ms()
        booth, _ = await self._feedbacks.ratings(interview)
        return lambda paper: may_look(reader, _kind(paper), paper.author, desk, booth, now)

    async def _all(self, interview: Interview) -> Sequence[Paper]:
        return [paper for paper in await self._store.papers(interview.id) if paper.kind in KINDS]


def _kind(paper: Paper) -> Kind:
    return Kind(paper.kind)


def _plain(paper: Paper) -> Any:
    return msgspec.json.decode(paper.body)
