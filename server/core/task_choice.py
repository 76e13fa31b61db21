"""The tasks that the planning form offers: what was chosen, then what was sought, no more than fit a page. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server.core.task_listing import Row, Sought, find

ALL: Final = 12
"""Up to so many tasks are all offered, without filters."""
SHOWN: Final = 48
"""Beside those that are chosen already."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`chosen` and `rows` are offered, in this order; `count` is how many were found, `filtered` whether to ask."""

    chosen: Sequence[Row]
    rows: Sequence[Row]
    count: int
    filtered: bool


def choice(rows: Sequence[Row], chosen: Sequence[str], sought: Sought, now: int, *, leaked: bool) -> Choice:
    """What is offered of these `rows`, which come by title. Nothing that is retired; what has leaked only to who wants
    that too. What was chosen stays, in its
    order, whatever it is: planning says why not."""
    offered = [row for row in rows if row.task.status == "active" or (leaked and row.task.status == "leaked")]
    known = {row.task.slug: row for row in rows}
    mine = [known[slug] for slug in chosen if slug in known]
    others = [row for row in offered if row.task.slug not in chosen]
    if len(offered) <= ALL:
        return Choice(mine, others, len(others), filtered=False)
    found = find(others, sought, now, size=SHOWN)
    return Choice(mine, found.rows, found.count, filtered=True)
