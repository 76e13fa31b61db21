"""The lines of a proof that goes on: what is told of each rule, whenever something of it changes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from server.core.findings import Finding
from server.core.proof import SolutionProof
from server.core.proof_rules import OVER, Line, LineState, Rule, ended

Told = Line | SolutionProof
"""A rule as it stands now, or a solution as soon as it is known."""
Tell = Callable[[Told], None]


class Board:
    """Begins with these lines, all told at once; afterwards each is told anew when it changes."""

    def __init__(self, lines: Sequence[Line], tell: Tell) -> None:
        self._lines = {line.rule: line for line in lines}
        self._tell = tell
        for line in lines:
            tell(line)

    def begins(self, rule: Rule, now: str = "", total: int = -1) -> None:
        """Something of this rule goes on at this moment."""
        line = self._lines.get(rule)
        if line is not None:
            total = line.total if total < 0 else total
            self._put(replace(line, state=LineState.RUNNING, now=now, total=total))

    def steps(self, rule: Rule, findings: Iterable[Finding] = ()) -> None:
        """One more of its runs is over, with what it showed."""
        line = self._lines.get(rule)
        if line is not None:
            found = (*line.findings, *findings)
            done = min(line.done + 1, line.total)
            self._put(replace(line, state=LineState.RUNNING, done=done, findings=found))

    def ends(self, rule: Rule, findings: Iterable[Finding] = ()) -> None:
        """Nothing of this rule is left to try."""
        line = self._lines.get(rule)
        if line is not None:
            found = (*line.findings, *findings)
            self._put(replace(line, state=ended(found), now="", findings=found))

    def leaves(self, *rules: Rule) -> None:
        """These are not tried, for something before them broke; without any, all that are not over."""
        for rule in rules or tuple(self._lines):
            line = self._lines.get(rule)
            if line is not None and line.state not in OVER:
                self._put(replace(line, state=LineState.LEFT, now=""))

    def solved(self, solution: SolutionProof) -> None:
        self._tell(solution)

    def _put(self, line: Line) -> None:
        self._lines[line.rule] = line
        self._tell(line)
