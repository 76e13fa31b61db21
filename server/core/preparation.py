"""How interviewers prepare: what is on the list, who ticked what and when, and who began with what open. Pure.

Rules B1 to B3 of SPEC.md. What is ticked by itself follows from the interview: its plan, or a run of the solutions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from server.core.interview import Interview
from server.core.roles import Role

BEGUN_MAX: Final = 50
"""Times that are kept: every press of the button, of everybody."""


class Item(StrEnum):
    """What to have done before an interview, in the order in which it is done."""

    BRIEF = "brief"
    CV = "cv"
    SOLUTION = "solution"
    RUBRIC = "rubric"
    AGENDA = "agenda"
    ACCOMMODATIONS = "accommodations"
    ROLES = "roles"


BY_ITSELF: Final = frozenset({Item.SOLUTION})
"""What nobody can tick by hand."""


@dataclass(frozen=True, slots=True)
class Tick:
    """`by` is a member's id, `at` Unix ms."""

    item: Item
    by: str
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Proved:
    """What came of the reference solutions, of these versions of the tasks. `words` are sentences.

    Where `tried` is false the sandbox could not run them just then.
    """

    digests: tuple[str, ...]
    good: bool
    words: tuple[str, ...]
    ms: int
    at: int
    tried: bool = True


@dataclass(frozen=True, slots=True)
class Began:
    """Somebody went into the room with this still open."""

    by: str
    name: str
    at: int
    open: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Preparation:
    ticks: tuple[Tick, ...] = ()
    proved: Proved | None = None
    began: tuple[Began, ...] = ()


def may_prepare(role: Role) -> bool:
    """Whether this role ticks, runs and begins. An observer only looks on, here too."""
    return role in (Role.HOST, Role.PANELIST)


def items_of(interview: Interview) -> tuple[Item, ...]:
    """What is on this interview's list: nobody has to split roles with themselves."""
    return tuple(item for item in Item if item is not Item.ROLES or interview.setup.panel)


def fits(proved: Proved | None, digests: Sequence[str]) -> bool:
    """Whether the solutions ran on the tasks as they are now."""
    return proved is not None and proved.digests == tuple(digests)


def is_done(item: Item, interview: Interview, kept: Preparation, digests: Sequence[str]) -> bool:
    """`digests` are those of the interview's tasks as the library has them now."""
    if item is Item.SOLUTION:
        return kept.proved is not None and kept.proved.good and fits(kept.proved, digests)
    if item is Item.AGENDA and interview.setup.plan is not None:
        return True
    return any(tick.item is item for tick in kept.ticks)


def still_open(interview: Interview, kept: Preparation, digests: Sequence[str]) -> tuple[Item, ...]:
    return tuple(item for item in items_of(interview) if not is_done(item, interview, kept, digests))


def ticked(kept: Preparation, tick: Tick) -> Preparation:
    """With this tick. Each person ticks an item once, and what ticks itself nobody does."""
    known = any((each.item, each.by) == (tick.item, tick.by) for each in kept.ticks)
    return kept if known or tick.item in BY_ITSELF else replace(kept, ticks=(*kept.ticks, tick))


def unticked(kept: Preparation, item: Item, by: str) -> Preparation:
    """Without this person's own tick; others' stay."""
    return replace(kept, ticks=tuple(tick for tick in kept.ticks if (tick.item, tick.by) != (item, by)))


def proven(kept: Preparation, proved: Proved) -> Preparation:
    return replace(kept, proved=proved)


def begun(kept: Preparation, began: Began) -> Preparation:
    """The newest are kept."""
    return replace(kept, began=(*kept.began, began)[-BEGUN_MAX:])
