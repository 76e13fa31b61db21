"""Feedback to the candidate: a draft from the cards that were given, edited by people, and what was sent. Pure.
Rules: SPEC.md, S19 to S21.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from server.core import evidence
from server.core.anchors import PRACTICE
from server.core.debrief import Decision, matrix_of
from server.core.scorecard import OVERALL_WORDS, WEAK, Card, Dimension, Mark, Overall

MOMENTS: Final = 6
"""Places for code moments."""
WORDS_MAX: Final = 8_000
SENDS_MAX: Final = 50
EMPTY: Final = "There is nothing to send yet. Write what went well, or what to work on."
LONG: Final = f"One part has more than {WORDS_MAX:,} characters. Shorten it."
NOT_DECIDED: Final = (
    "No decision is recorded yet, so it cannot go out. Record it in the debrief, or leave the tick out."
)
OTHER_TAB: Final = (
    "This draft was changed in another window since you opened it here. Nothing was overwritten: what you typed is "
    "still on this page. Save it again to keep this version."
)


@dataclass(frozen=True, slots=True)
class CodeMoment:
    """A moment worth looking at again. `where` is a time as typed, with a file and a line (`12:40 solution.py:14`)."""

    where: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What goes out about one dimension."""

    dimension: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """The parts of it, in Markdown. Scores and the decision go out only when they are ticked."""

    well: str = ""
    work_on: str = ""
    practice: str = ""
    comments: tuple[Comment, ...] = ()
    moments: tuple[CodeMoment, ...] = ()
    scores: bool = False
    decision: bool = False

    def comment(self, dimension: str) -> str:
        return next((each.words for each in self.comments if each.dimension == dimension), "")


@dataclass(frozen=True, slots=True)
class Score:
    """The equal-weight mean of one dimension; None where nobody observed it."""

    dimension: str
    mean: float | None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The code around a moment, as it was then. `first` is the number of its first line, `line` the one that is meant;
    all 0 and "" where there is none."""

    at: int
    words: str
    file: str = ""
    line: int = 0
    first: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What the candidate was sent, as it was then: nothing else of the cards is in it. `at` is Unix ms."""

    at: int
    by: str
    feedback: Feedback
    titles: tuple[tuple[str, str], ...]
    """Id and title of each dimension."""
    scores: tuple[Score, ...] = ()
    decision: str = ""
    rationale: str = ""
    excerpts: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedbackFile:
    """The draft and what was sent. `draft` is None until somebody saved one; the last one sent is what counts."""

    revision: int = 0
    saved: int = 0
    draft: Feedback | None = None
    sends: tuple[Sent, ...] = ()

    @property
    def sent(self) -> Sent | None:
        return self.sends[-1] if self.sends else None


def draft_of(cards: Sequence[Card], dimensions: Sequence[Dimension]) -> Feedback:
    """A beginning, in the words of the cards that were given. No names, no scores, no decision."""
    weak = [
        (dimension, mark)
        for dimension in dimensions
        for mark in _marks(cards, dimension)
        if mark.score in WEAK and mark.yes_if.strip()
    ]
    work_on = [f"**{dimension.title}**: {_line(mark.yes_if)}" for dimension, mark in weak]
    practice = [PRACTICE[dimension.id] for dimension, _ in weak if dimension.id in PRACTICE]
    return Feedback(
        well=_bullets(point.words for card in cards for point in card.strengths),
        work_on=_bullets(work_on),
        practice=_bullets(practice),
        comments=tuple(
            Comment(dimension.id, "\n".join(dict.fromkeys(_words(cards, dimension)))) for dimension in dimensions
        ),
        moments=_moments(cards, dimensions),
    )


def save(file: FeedbackFile, draft: Feedback, seen: int, at: int) -> FeedbackFile | str:
    """Keep the draft; a sentence when another window was faster."""
    if draft == file.draft:
        return file
    if seen != file.revision:
        return OTHER_TAB
    return replace(file, draft=draft, revision=file.revision + 1, saved=at)


def problem(feedback: Feedback, decision: Decision | None) -> str:
    """Why this cannot be sent; "" when it can."""
    parts = (feedback.well, feedback.work_on, feedback.practice, *(each.words for each in feedback.comments))
    if any(len(part) > WORDS_MAX for part in (*parts, *(each.words for each in feedback.moments))):
        return LONG
    if not any(part.strip() for part in parts[:2]):
        return EMPTY
    wrong = next((each.where for each in feedback.moments if evidence.unreadable(each.where)), "")
    if wrong:
        return f"“{wrong[:40]}” is not a time. Write it as 12:40, or as 12:40 solution.py:14."
    return NOT_DECIDED if feedback.decision and decision is None else ""


def letter(
    feedback: Feedback,
    dimensions: Sequence[Dimension],
    cards: Sequence[Card],
    decision: Decision | None,
    *,
    at: int,
    by: str,
    excerpts: Sequence[Excerpt] = (),
) -> Sent:
    """What goes out: only what was ticked of scores and decision, and of the cards only what stands in the feedback."""
    shown = [dimension for dimension in dimensions if feedback.scores or feedback.comment(dimension.id).strip()]
    rows = matrix_of(dimensions, {str(number): card for number, card in enumerate(cards)}).rows
    told = decision if feedback.decision else None
    return Sent(
        at,
        by,
        feedback,
        titles=tuple((dimension.id, dimension.title) for dimension in shown),
        scores=tuple(Score(row.dimension.id, row.mean) for row in rows) if feedback.scores else (),
        decision=decision_words(told.choice) if told else "",
        rationale=told.rationale if told else "",
        excerpts=tuple(excerpts),
    )


def send(file: FeedbackFile, sent: Sent) -> FeedbackFile:
    """Sent once more with the same words, it was sent once."""
    last = file.sent
    if last and replace(last, at=sent.at, by=sent.by) == sent:
        return file
    kept = (*file.sends, sent)[-SENDS_MAX:]
    return replace(file, draft=sent.feedback, sends=kept, revision=file.revision + 1, saved=sent.at)


def excerpt(moment: CodeMoment, texts: dict[str, str], around: int = 4) -> Excerpt | None:
    """The code at a moment, out of these files; None where its time cannot be read.

    A file may be named by its last part. Without a line there are the words alone.
    """
    found = evidence.moments(moment.where)
    if not found:
        return None
    meant = found[0]
    name = next((name for name in texts if meant.file and name.split("/")[-1] == meant.file.split("/")[-1]), "")
    lines = texts.get(name, "").split("\n")
    if not name or not 1 <= meant.line <= len(lines):
        return Excerpt(meant.at, moment.words, meant.file, meant.line)
    first = max(1, meant.line - around)
    code = "\n".join(lines[first - 1 : meant.line + around])
    return Excerpt(meant.at, moment.words, name.split("/")[-1], meant.line, first, code)


def decision_words(choice: Overall) -> str:
    """A decision as it is told: without the dots that a form has."""
    return OVERALL_WORDS[choice].removesuffix(", because…")


def _marks(cards: Sequence[Card], dimension: Dimension) -> list[Mark]:
    return [card.mark(dimension.id) for card in cards]


def _words(cards: Sequence[Card], dimension: Dimension) -> list[str]:
    return [mark.seen.words.strip() for mark in _marks(cards, dimension) if mark.seen.words.strip()]


def _moments(cards: Sequence[Card], dimensions: Sequence[Dimension]) -> tuple[CodeMoment, ...]:
    """The moments of code that the cards name, the earliest first."""
    points = [
        point
        for card in cards
        for point in (*card.strengths, *(card.mark(dimension.id).seen for dimension in dimensions))
    ]
    found = {moment: point for point in points for moment in evidence.moments(point.moments) if moment.file}
    earliest = sorted(found.items(), key=lambda each: each[0].at)[:MOMENTS]
    return tuple(CodeMoment(evidence.written(moment), _line(point.words)) for moment, point in earliest)


def _bullets(lines: Iterable[str]) -> str:
    kept = dict.fromkeys(_line(line) for line in lines if line.strip())
    return "\n".join(f"- {line}" for line in kept)


def _line(text: str) -> str:
    return " ".join(text.split())
