"""How both sides found the interview, told to each together. Pure. Rules: SPEC.md, S24 to S26."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.ids import CANDIDATE

REVEAL_MS: Final = 7 * 24 * 3600 * 1000
"""So long after the end the answers are told at the latest."""
WORDS_MAX: Final = 2_000
SCALE: Final = {1: "Not at all", 2: "Hardly", 3: "Mostly", 4: "Very much"}
ASKED: Final = ("clarity", "fairness", "comfort", "together")
QUESTIONS: Final = {
    "clarity": "Was it clear what was asked?",
    "fairness": "Did the interview give a fair chance to show what one can do?",
    "comfort": "Could one be at ease?",
    "together": "Would you like to work together?",
}
NOT_OVER: Final = "This is for after the interview."
NOT_ALL: Final = "Answer all four questions; a word beside them is up to you."
LONG: Final = f"Keep the words below {WORDS_MAX:,} characters."
GIVEN: Final = "You have answered already, and an answer is given once."
REVEALED: Final = "The answers have been told, so no more can be given."


@dataclass(frozen=True, slots=True)
class Rating:
    """One person's answers, 1 to 4 for each of `ASKED`, and words of their own. `at` is Unix ms, 0 for not given."""

    answers: Mapping[str, int]
    words: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Booth:
    """Who is asked: `interviewers` (host and panelists) and the candidate. `given` is who has answered, `ended` Unix ms
    of the interview's end, 0 for not yet."""

    interviewers: frozenset[str]
    given: frozenset[str]
    ended: int

    def revealed(self, now: int) -> bool:
        """Whether each side reads the other's: when everybody has answered, or after a week."""
        if not self.ended:
            return False
        return (self.interviewers | {CANDIDATE}) <= self.given or now - self.ended >= REVEAL_MS


def may_rate(member: str, booth: Booth) -> bool:
    """Whether this person is asked at all."""
    return member == CANDIDATE or member in booth.interviewers


def may_read_rating(member: str, author: str, booth: Booth, now: int) -> bool:
    """Whether this person may read that one's answers: their own always, everybody else's when they are told to all."""
    return may_rate(member, booth) and (member == author or booth.revealed(now))


def give(before: Rating, rating: Rating, booth: Booth, now: int) -> Rating | str:
    """Keep the answers, once; a sentence where they cannot be."""
    if before.at:
        return before if (before.answers, before.words) == (rating.answers, rating.words) else GIVEN
    if not booth.ended:
        return NOT_OVER
    if booth.revealed(now):
        return REVEALED
    if not all(rating.answers.get(each) in SCALE for each in ASKED):
        return NOT_ALL
    if len(rating.words) > WORDS_MAX:
        return LONG
    return Rating({each: rating.answers[each] for each in ASKED}, rating.words, now)
