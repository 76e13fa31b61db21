"""Scorecards: kept whole at each save, given once, amended; and what is known of who has given theirs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from server.core import card_file, debrief
from server.core.anchors import dimensions_of
from server.core.card_authors import authors_of
from server.core.card_file import CardFile, Refusal
from server.core.card_rights import Desk
from server.core.debrief import Debrief
from server.core.interview import Interview, State
from server.core.scorecard import Card, Dimension, Overall, gaps
from server.core.setup import Member
from server.live.papers import Papers
from server.live.pins import Pins
from server.live.ports import Clock, Store


@dataclass(frozen=True, slots=True)
class Rubric:
    """The dimensions of an interview, as they were when they were first asked for after it began: all its cards have
    the same."""

    dimensions: tuple[Dimension, ...] = ()


class Cards:
    def __init__(self, store: Store, pins: Pins, clock: Clock) -> None:
        self._pins = pins
        self._clock = clock
        self._rubrics = Papers(store, clock, "rubric", Rubric, Rubric)
        self._files = Papers(store, clock, "card", CardFile, lambda: CardFile("", ""))
        self._debriefs = Papers(store, clock, "debrief", Debrief, Debrief)

    async def dimensions(self, interview: Interview) -> tuple[Dimension, ...]:
        """What its cards are about: from when it begins on the same, whatever becomes of its tasks."""
        await self._pins.load(interview)
        pinned = self._pins.of(interview)
        found = (pinned.task(slug) for slug in interview.tasks)
        now = Rubric(dimensions_of(task.rubric for task in found if task))
        if interview.state is State.PLANNED:
            return now.dimensions
        kept: Rubric = await self._rubrics.change(interview.id, "", lambda before: before if before.dimensions else now)
        return kept.dimensions

    async def file(self, interview: Interview, author: Member) -> CardFile:
        """Everything of this author's card. Who may be told is `card_rights`' decision."""
        file = await self._files.read(interview.id, author.id)
        return file if file.author else CardFile(author.id, author.name)

    async def files(self, interview: Interview) -> Mapping[str, CardFile]:
        """All that somebody touched, by author."""
        return await self._files.all(interview.id)

    async def desk(self, interview: Interview) -> Desk:
        """Whose card is in, and whether the debrief is open."""
        files = await self.files(interview)
        return Desk(
            required=frozenset(author.id for author in authors_of(interview)),
            submitted=frozenset(author for author, file in files.items() if file.submission),
            ended=interview.state is State.ENDED,
            closed=(await self.debrief(interview)).closing is not None,
        )

    async def save(self, interview: Interview, author: Member, card: Card, seen: int, tab: str) -> CardFile | Refusal:
        """Keep a draft, unless another window than `tab` has kept one since the revision `seen`."""
        now = self._clock.wall_ms()
        return await self._files.change(
            interview.id, author.id, lambda file: card_file.save(_of(file, author), card, seen, tab, now)
        )

    async def submit(
        self, interview: Interview, author: Member, card: Card, seen: int, tab: str, notes: Collection[str]
    ) -> CardFile | Refusal:
        """Give the card. What is missing, or was given before in other words, is a refusal; the draft is kept."""
        kept = await self.save(interview, author, card, seen, tab)
        if isinstance(kept, Refusal) and kept.conflict:
            return kept
        lacks = gaps(card, await self.dimensions(interview), notes)
        closed, now = (await self.desk(interview)).open, self._clock.wall_ms()
        return await self._files.change(
            interview.id,
            author.id,
            lambda file: card_file.submit(
                _of(file, author), card, now, gaps=lacks, ended=interview.ended, closed=closed
            ),
        )

    async def amend(
        self, interview: Interview, author: Member, card: Card, reason: str, notes: Collection[str]
    ) -> CardFile | Refusal:
        """Change a card that was given."""
        lacks, now = gaps(card, await self.dimensions(interview), notes), self._clock.wall_ms()
        return await self._files.change(
            interview.id, author.id, lambda file: card_file.amend(_of(file, author), card, reason, now, gaps=lacks)
        )

    async def debrief(self, interview: Interview) -> Debrief:
        return await self._debriefs.read(interview.id)

    async def close(self, interview: Interview, by: str, without: Sequence[str], reason: str) -> Debrief | str:
        """Open the debrief without the cards of these people; or a sentence of refusal."""
        now = self._clock.wall_ms()
        return await self._debriefs.change(
            interview.id, "", lambda before: debrief.close(before, at=now, by=by, without=without, reason=reason)
        )

    async def decide(self, interview: Interview, by: str, choice: Overall | None, rationale: str) -> Debrief | str:
        now = self._clock.wall_ms()
        return await self._debriefs.change(
            interview.id, "", lambda before: debrief.decide(before, at=now, by=by, choice=choice, rationale=rationale)
        )


def _of(file: CardFile, author: Member) -> CardFile:
    """The file as it is, or a new one for whoever has none."""
    return file if file.author else CardFile(author.id, author.name)
