"""What comes after the cards: feedback to the candidate, what they think themselves, and how both sides found it."""

from collections.abc import Mapping
from dataclasses import replace

from server.core import feedback, rating, self_assessment
from server.core.card_authors import authors_of
from server.core.feedback import Excerpt, Feedback, FeedbackFile, Sent
from server.core.interview import Interview
from server.core.rating import Booth, Rating
from server.core.scorecard import Card
from server.core.self_assessment import Assessment, OwnFile
from server.core.track.parts import Edition
from server.live.cards import Cards
from server.live.papers import Papers
from server.live.ports import Clock, Store
from server.live.tracks import Tracks


class Feedbacks:
    def __init__(self, store: Store, cards: Cards, tracks: Tracks, clock: Clock) -> None:
        self._cards = cards
        self._tracks = tracks
        self._clock = clock
        self._files = Papers(store, clock, "feedback", FeedbackFile, FeedbackFile)
        self._own = Papers(store, clock, "self", OwnFile, OwnFile)
        self._ratings = Papers(store, clock, "rating", Rating, lambda: Rating({}))

    # To the candidate -------------------------------------------------------------------------------------------------

    async def file(self, interview: Interview) -> FeedbackFile:
        return await self._files.read(interview.id)

    async def draft(self, interview: Interview) -> Feedback:
        """The draft as it was saved; else a beginning out of the cards that were given."""
        file = await self.file(interview)
        if file.draft is not None:
            return file.draft
        return feedback.draft_of(await self._given(interview), await self._cards.dimensions(interview))

    async def save(self, interview: Interview, draft: Feedback, seen: int) -> FeedbackFile | str:
        now = self._clock.wall_ms()
        return await self._files.change(interview.id, "", lambda file: feedback.save(file, draft, seen, now))

    async def letter(self, interview: Interview, by: str, draft: Feedback) -> Sent | str:
        """What the candidate would read, made now; a sentence where it cannot be sent. Raises `StoreError`."""
        decision = (await self._cards.debrief(interview)).decision
        wrong = feedback.problem(draft, decision)
        if wrong:
            return wrong
        return feedback.letter(
            draft,
            await self._cards.dimensions(interview),
            await self._given(interview),
            decision,
            at=self._clock.wall_ms(),
            by=by,
            excerpts=await self._excerpts(interview, draft),
        )

    async def send(self, interview: Interview, sent: Sent) -> FeedbackFile:
        """From now on the candidate can open it. Sent once more with the same words, it was sent once."""
        return await self._files.change(interview.id, "", lambda file: feedback.send(file, sent))

    async def _given(self, interview: Interview) -> list[Card]:
        """The cards that are in, the panel's first."""
        files = await self._cards.files(interview)
        order = [author.id for author in authors_of(interview)]
        authors = sorted(files, key=lambda author: order.index(author) if author in order else -1)
        return [card for author in authors if (card := files[author].card)]

    async def _excerpts(self, interview: Interview, draft: Feedback) -> list[Excerpt]:
        """The moments, each with the code of then, as the interviewers who send it may see it: of what the candidate
        thought privately there is no more in it than they were shown."""
        found = []
        for moment in draft.moments:
            plain = feedback.excerpt(moment, {})
            if plain is None:
                continue
            texts = await self._texts(interview, plain.at) if plain.file else {}
            found.append(feedback.excerpt(moment, texts) or plain)
        return sorted(found, key=lambda each: each.at)

    async def _texts(self, interview: Interview, at: int) -> dict[str, str]:
        index = await self._tracks.read_index(interview, Edition.HOST)
        return await self._tracks.texts_at(interview, Edition.HOST, at=min(at, index.header["length"]))

    # The candidate's own ----------------------------------------------------------------------------------------------

    async def own(self, interview: Interview) -> OwnFile:
        return await self._own.read(interview.id)

    async def assess(self, interview: Interview, assessment: Assessment) -> OwnFile | str:
        now = self._clock.wall_ms()
        return await self._own.change(interview.id, "", lambda file: self_assessment.give(file, assessment, now))

    async def open(self, interview: Interview) -> OwnFile:
        """The candidate reads the feedback. What they thought before stays as it is from now on."""
        now = self._clock.wall_ms()
        return await self._own.change(interview.id, "", lambda file: self_assessment.open_feedback(file, now))

    # Both sides -------------------------------------------------------------------------------------------------------

    async def ratings(self, interview: Interview) -> tuple[Booth, Mapping[str, Rating]]:
        """Who has answered, and what. Who may be told is `rating`'s decision."""
        given = {author: each for author, each in (await self._ratings.all(interview.id)).items() if each.at}
        asked = frozenset(author.id for author in authors_of(interview))
        return Booth(asked, frozenset(given), interview.ended), given

    async def rate(self, interview: Interview, member: str, answers: Mapping[str, int], words: str) -> Rating | str:
        booth, _ = await self.ratings(interview)
        now, said = self._clock.wall_ms(), Rating(dict(answers), words)
        return await self._ratings.change(
            interview.id,
            member,
            lambda before: rating.give(before, said, replace(booth, given=booth.given - {member}), now),
        )
