"""Who may write, read and discuss scorecards. The only place that decides it. Pure. Rules: SPEC.md, S11 to S15.

Nobody reads another's card before they have given their own, and before the debrief is open.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks. `member` is their id among the interview's people, "" for somebody who is none of them."""

    member: str
    host: bool = False
    interviewer: bool = False
    owner: bool = False

    @property
    def outside(self) -> bool:
        """Neither an interviewer of this interview nor who runs the house."""
        return not (self.interviewer or self.owner)


@dataclass(frozen=True, slots=True)
class Desk:
    """What has come in. `required` are the members who write a card (host and panelists), `submitted` whose is in."""

    required: frozenset[str]
    submitted: frozenset[str] = frozenset()
    ended: bool = False
    closed: bool = False
    """The host has opened the debrief without the cards that are missing, for a reason."""

    @property
    def waiting(self) -> frozenset[str]:
        return self.required - self.submitted

    @property
    def open(self) -> bool:
        """Whether the debrief is open: all cards are in, or it was closed without the rest."""
        return self.ended and bool(self.submitted) and (self.closed or not self.waiting)


def may_write_card(reader: Reader, desk: Desk) -> bool:
    """A card is for the host and the panelists. Observers and candidates have none, and nobody writes another's."""
    return reader.interviewer and reader.member in desk.required


def may_read_card(reader: Reader, author: str, desk: Desk) -> bool:
    """Whether this person may be told what is on this author's card. A draft is its author's alone, whoever asks."""
    if reader.outside:
        return False
    if reader.interviewer and reader.member == author:
        return True
    return author in desk.submitted and may_read_debrief(reader, desk)


def may_read_debrief(reader: Reader, desk: Desk) -> bool:
    """Whether this person may see the cards side by side, and what was made of them: also the feedback's draft."""
    return not reader.outside and desk.open and not _owes(reader, desk)


def may_close(reader: Reader, desk: Desk) -> bool:
    """Whether this person may open the debrief without the cards that are missing. Who owes one gives theirs first."""
    leads = reader.host or reader.owner
    return leads and not reader.outside and desk.ended and bool(desk.submitted) and not _owes(reader, desk)


def may_decide(reader: Reader, desk: Desk) -> bool:
    """Whether this person may record the decision, and write and send the feedback."""
    return (reader.host or reader.owner) and may_read_debrief(reader, desk)


def may_read_sent(reader: Reader, desk: Desk, *, candidate: bool) -> bool:
    """Whether this person may read the feedback that was sent: the candidate, and whoever may read the cards."""
    return candidate or may_read_debrief(reader, desk)


def _owes(reader: Reader, desk: Desk) -> bool:
    return reader.member in desk.waiting
