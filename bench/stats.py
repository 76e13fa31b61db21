"""Percentiles, and what several runs of the same thing have in common. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


def quantile(values: Sequence[float], q: float) -> float:
    """The smallest value that at least the part `q` (0 to 1) of all values does not exceed; NaN without values.

    The nearest-rank definition: always a value that was seen, never one between two.
    """
    if not values:
        return float("nan")
    ordered = sorted(values)
    rank = -(-len(ordered) * q // 1)  # rounded up
    return ordered[min(len(ordered), max(1, int(rank))) - 1]


@dataclass(frozen=True, slots=True)
class Spread:
    """One figure over several runs. On a noisy machine the lowest says most about the code."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """NaN in all three places without values."""
        if not values:
            nothing = float("nan")
            return cls(nothing, nothing, nothing)
        return cls(min(values), median(values), max(values))

    def over(self, other: "Spread") -> float:
        """The ratio of the middles."""
        return self.middle / other.middle if other.middle else float("nan")


def number(value: float) -> str:
    """Three digits that mean something: 0.42, 4.2, 42, 4,213."""
    if value != value:
        return "–"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    if abs(value) >= 10:
        return f"{value:.1f}".removesuffix(".0")
    return f"{value:.2f}"


def spread(value: Spread) -> str:
    """`middle (low–high)`."""
    if value.low == value.high or value.middle != value.middle:
        return number(value.middle)
    return f"{number(value.middle)} ({number(value.low)}–{number(value.high)})"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose columns line up: words to the left, figures to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        first, *rest = (
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"| {' | '.join((first, *rest))} |"

    rule = f"|{'-' * (widths[0] + 2)}|{'|'.join('-' * (width + 1) + ':' for width in widths[1:])}|"
    return "\n".join((line(head), rule, *(line(row) for row in rows)))
