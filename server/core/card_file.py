"""The life of one interviewer's card: drafts, one submission, amendments. Pure. Rules: SPEC.md, S4, S7 to S10."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from server.core.scorecard import Card, Gap

LATE_MS: Final = 24 * 3600 * 1000
"""A card that comes later than this after the end is marked: memory fades."""
AMENDMENTS_MAX: Final = 50
REASON_MAX: Final = 1_000
SUBMITTED: Final = (
    "This card is submitted, so the draft is closed. Change it with an amendment, which keeps the original."
)
ANOTHER: Final = (
    "This card was submitted before with other words. Change it with an amendment, which keeps the original."
)
NOT_SUBMITTED: Final = "This card is not submitted yet. Until then it can just be changed."
NO_REASON: Final = "Say why the card changes. The reason is shown beside what was and what is."
LONG_REASON: Final = f"Keep the reason below {REASON_MAX:,} characters."
ENOUGH: Final = f"This card has been amended {AMENDMENTS_MAX} times. Talk about the rest in the debrief."
NOT_OVER: Final = "The interview still goes on. Your draft is kept; submit it when the interview has ended."
INCOMPLETE: Final = "Something is missing before this card can be submitted. Your draft is kept."
OTHER_TAB: Final = (
    "This card was changed in another window since you opened it here. Nothing was overwritten: what you typed is "
    "still on this page. Keep this version, or load the page again for the other one."
)


@dataclass(frozen=True, slots=True)
class Submission:
    """The card as it was given, once. `at` is Unix ms; `late` says that it came long after the end or after the debrief
    was closed without it."""

    at: int
    card: Card
    late: bool = False


@dataclass(frozen=True, slots=True)
class Amendment:
    """What the card was changed to later, and why."""

    at: int
    reason: str
    card: Card


@dataclass(frozen=True, slots=True)
class CardFile:
    """Everything of one interviewer's card. `revision` goes up with each change; 0 is a card that nobody touched.

    `tab` names the window that changed it last: one window's own saves never stand in each other's way.
    """

    author: str
    name: str
    revision: int = 0
    saved: int = 0
    tab: str = ""
    draft: Card = field(default_factory=Card)
    submission: Submission | None = None
    amendments: tuple[Amendment, ...] = ()

    @property
    def card(self) -> Card | None:
        """The card as it stands, with its amendments; None before it is submitted."""
        if self.amendments:
            return self.amendments[-1].card
        return self.submission.card if self.submission else None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a card was not changed. `conflict` says that another window was faster; `gaps` says what is missing."""

    message: str
    gaps: tuple[Gap, ...] = ()
    conflict: bool = False


def save(file: CardFile, card: Card, seen: int, tab: str, at: int) -> CardFile | Refusal:
    """Keep the whole card as a draft, from the window `tab`, which opened it at the revision `seen`. Kept twice, it is
    kept once."""
    if file.submission:
        return file if card == file.submission.card else Refusal(SUBMITTED)
    if card == file.draft:
        return file
    if seen != file.revision and tab != file.tab:
        return Refusal(OTHER_TAB, conflict=True)
    return replace(file, draft=card, revision=file.revision + 1, saved=at, tab=tab)


def submit(file: CardFile, card: Card, at: int, *, gaps: Sequence[Gap], ended: int, closed: bool) -> CardFile | Refusal:
    """Give the card, once: sent again it changes nothing, and another one is refused.

    `gaps` is what this card lacks, `ended` the Unix ms of the interview's end (0 for not yet), `closed` whether the
    debrief was opened without this card.
    """
    if file.submission:
        return file if card == file.submission.card else Refusal(ANOTHER)
    if gaps:
        return Refusal(INCOMPLETE, tuple(gaps))
    if not ended:
        return Refusal(NOT_OVER)
    given = Submission(at, card, late=closed or at - ended > LATE_MS)
    return replace(file, draft=card, submission=given, revision=file.revision + 1, saved=at)


def amend(file: CardFile, card: Card, reason: str, at: int, *, gaps: Sequence[Gap]) -> CardFile | Refusal:
    """Change a submitted card for a reason. The original stays. A card that is the same changes nothing."""
    if file.submission is None:
        return Refusal(NOT_SUBMITTED)
    if card == file.card:
        return file
    reason = reason.strip()
    if not reason:
        return Refusal(NO_REASON, (Gap("reason", NO_REASON),))
    if len(reason) > REASON_MAX:
        return Refusal(LONG_REASON, (Gap("reason", LONG_REASON),))
    if gaps:
        return Refusal(INCOMPLETE, tuple(gaps))
    if len(file.amendments) >= AMENDMENTS_MAX:
        return Refusal(ENOUGH)
    changed = (*file.amendments, Amendment(at, reason, card))
    return replace(file, amendments=changed, revision=file.revision + 1, saved=at)
