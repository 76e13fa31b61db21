"""What a part found: its tables for people, and each figure that Greenroom has promised beside its bound."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.stats import Spread, number, spread, table


@dataclass(frozen=True, slots=True)
class Goal:
    """A promised figure: `bound` is its most, or its least where `least`. It is held to by the middle of its runs."""

    what: str
    found: Spread
    bound: float
    least: bool = False

    @property
    def kept(self) -> bool:
        """Never without a figure."""
        middle = self.found.middle
        return middle >= self.bound if self.least else middle <= self.bound


@dataclass(frozen=True, slots=True)
class Report:
    text: str
    goals: Sequence[Goal] = field(default=())


def goals_table(goals: Sequence[Goal]) -> str:
    """All goals at a glance."""
    rows = [
        [
            goal.what,
            f"{'at least' if goal.least else 'at most'} {number(goal.bound)}",
            spread(goal.found),
            "yes" if goal.kept else "NO",
        ]
        for goal in goals
    ]
    return table(["goal", "bound", "found", "kept"], rows)
