"""How a task went in interviews, as sums: what of a timeline counts, and what is told of many. Pure.

A use is one interview that has ended, was no practice, and in which the task was opened: the first task when the
interview started, any other when somebody first turned to it. Its part 1 is solved by the first hidden run in which all
hidden cases of part 1 passed; where nobody ran hidden cases, by the first run in which all its examples did. The time
goes from the opening to that moment, or to the end.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from sandbox.contract import Verdict
from server.core import events as e
from server.core.task import Task

FEW: Final = 3
"""Below so many interviews only their number is told: a sum of one or two is somebody's result."""


@dataclass(frozen=True, slots=True)
class Use:
    """One task in one interview: the version (digest, "" where nobody knows), ms until solved or the end."""

    task: str
    digest: str
    spent: int
    solved: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A use with when its interview ended (Unix ms)."""

    digest: str
    ended: int
    spent: int
    solved: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """`minutes` is the median and `solved` the share in percent, both None for fewer than `FEW`."""

    times: int
    last: int
    minutes: int | None = None
    solved: int | None = None


def uses_of(
    talk: Sequence[e.Entry], slugs: Sequence[str], versions: Mapping[str, str], tasks: Mapping[str, Task]
) -> tuple[Use, ...]:
    """The uses in an interview that has ended, from its timeline without edits. `tasks` are those that are known."""
    if any(isinstance(entry.event, e.Forked) for entry in talk):
        return ()
    end = talk[-1].at if talk else 0
    found: list[Use] = []
    for place, slug in enumerate(slugs):
        opened = _opened(talk, slug, first=place == 0)
        if opened is not None:
            solved = _solved(talk, slug, tasks.get(slug))
            until = end if solved is None else solved
            found.append(Use(slug, versions.get(slug, ""), max(0, until - opened), solved is not None))
    return tuple(found)


def summed(uses: Collection[Counted]) -> Sum:
    """What may be told of them."""
    last = max((use.ended for use in uses), default=0)
    if len(uses) < FEW:
        return Sum(len(uses), last)
    share = sum(use.solved for use in uses) / len(uses)
    return Sum(len(uses), last, round(median(use.spent for use in uses) / 60_000), round(share * 100))


def by_version(uses: Iterable[Counted]) -> list[tuple[str, Sum]]:
    """The sums of each version, the one that was used last first."""
    of: dict[str, list[Counted]] = {}
    for use in uses:
        of.setdefault(use.digest, []).append(use)
    return sorted(((digest, summed(each)) for digest, each in of.items()), key=lambda each: (-each[1].last, each[0]))


def _opened(talk: Sequence[e.Entry], slug: str, *, first: bool) -> int | None:
    begun = False
    for entry in talk:
        begun = begun or isinstance(entry.event, e.Started)
        if begun and (first or getattr(entry.event, "task", "") == slug):
            return entry.at
    return None


def _solved(talk: Sequence[e.Entry], slug: str, task: Task | None) -> int | None:
    """When part 1 was solved."""
    runs = [entry.event for entry in talk if isinstance(entry.event, e.RunStarted) and entry.event.task == slug]
    hidden = any(run.suite is e.Suite.HIDDEN for run in runs)
    suite = e.Suite.HIDDEN if hidden else e.Suite.EXAMPLES
    wanted = {run.run: set(_of_part_one(run, task)) for run in runs if run.suite is suite}
    for entry in talk:
        judged = entry.event
        if (
            isinstance(judged, e.CaseJudged)
            and judged.verdict is Verdict.PASSED
            and judged.case in wanted.get(judged.run, ())
        ):
            wanted[judged.run].discard(judged.case)
            if not wanted[judged.run]:
                return entry.at
    return None


def _of_part_one(run: e.RunStarted, task: Task | None) -> Iterable[str]:
    """The cases of this run that part 1 is solved by: none of somebody's own, none of a later part."""
    shown = [case for case in run.cases if case.checked]
    if task is None or task.kind == "project":
        return [case.case for case in shown]
    if run.suite is e.Suite.HIDDEN:
        first = {group.name for group in task.hidden if group.part == 1}
        return [case.case for case in shown if case.group in first]
    own = {case.id for case in task.examples if case.part == 1}
    return [case.case for case in shown if case.case in own]
