"""What the pool should make and drop next, as a pure decision over what there is. No clock, no asyncio.

A container is made when nothing better is to be done with the processor: making one takes 0.6 s of it, and a run that
goes at the same time would answer ten times later. So none is made while a run waits or has only just begun, while one
is started cold, or while one that is over has not gone; and only one at a time for each two processors.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from sandbox.hardening import Recipe

IDLE_SECONDS: Final = 15 * 60.0
"""A container that has waited so long goes, and a recipe that nobody has used for so long is forgotten."""
BUSY_SECONDS: Final = 60.0
"""Who has just run something runs again soon, often twice in a row: the examples and then the hidden tests."""
WISH_SECONDS: Final = 3 * 60.0
"""A wish that is not said again is forgotten: whoever had it may be gone."""
QUICK_SECONDS: Final = 1.0
"""Most runs are over after this; those that are not have no first answer to wait for."""
PAUSE_SECONDS: Final = 10.0
"""After a container that did not stand or did not last, until the next of its recipe."""
LATER: Final = 60.0
"""Seconds until the next look when nothing is known to change before."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What there is. `waiting` is each container's recipe and since when it waits; `runs` are the times of claims."""

    now: float
    waiting: Sequence[tuple[Recipe, float]] = ()
    making: Sequence[Recipe] = ()
    runs: Sequence[float] = ()
    pressing: bool = False
    """Whether a run waits, a cold start is going on, or a container that is over has not gone yet."""


@dataclass(frozen=True, slots=True)
class Next:
    """What to do now: a container to make, or one to drop (its index in `waiting`); else in how many seconds to look
    again, unless something happens before."""

    make: Recipe | None = None
    drop: int | None = None
    again: float = LATER


@dataclass(slots=True)
class Upkeep:
    """Knows what is wished for, what was used and what failed. At most `cap` containers wait, `makers` are made at a
    time."""

    cap: int
    makers: int = 1
    _wished: Mapping[Recipe, int] = field(default_factory=dict)
    _wished_at: float = 0.0
    _used: dict[Recipe, float] = field(default_factory=dict)
    _paused: dict[Recipe, float] = field(default_factory=dict)

    def wish(self, wanted: Mapping[Recipe, int], now: float) -> None:
        """So many of each should wait from now on; replaces what was said before."""
        self._wished, self._wished_at = dict(wanted), now

    def used(self, recipe: Recipe, now: float) -> None:
        """A run has claimed one: one of the kind waits for the next run, wished for or not."""
        self._used[recipe] = now

    def failed(self, recipe: Recipe, now: float) -> None:
        """One did not stand, or did not last."""
        self._paused[recipe] = now + PAUSE_SECONDS

    def next(self, sight: Sight) -> Next:
        """One step. Whoever has done it asks again."""
        targets = self._targets(sight.now)
        if sight.pressing or len(sight.making) >= self.makers:
            return Next()
        if (calm_in := self._calm_in(sight)) > 0:
            return Next(again=calm_in)
        if (old := self._old(sight)) is not None:
            return Next(drop=old)
        have = Counter(recipe for recipe, _ in sight.waiting) + Counter(sight.making)
        lacking = list(_lacking(targets, have))
        recipe = next((each for each in lacking if self._paused.get(each, 0) <= sight.now), None)
        if recipe is None:
            return Next(again=self._change_in(sight, lacking))
        if have.total() < self.cap:
            return Next(make=recipe)
        return Next(drop=self._spare(sight, Counter(targets), have), again=self._change_in(sight, lacking))

    def _calm_in(self, sight: Sight) -> float:
        """Seconds until no run has only just begun."""
        return max((claimed + QUICK_SECONDS - sight.now for claimed in sight.runs), default=0.0)

    def _targets(self, now: float) -> list[Recipe]:
        """What should wait, at most `cap`: the first of each kind before the second of any."""
        if now - self._wished_at >= WISH_SECONDS:
            self._wished = {}
        self._used = {recipe: at for recipe, at in self._used.items() if now - at < IDLE_SECONDS}
        return list(islice(self._turns(now), self.cap))

    def _turns(self, now: float) -> Iterator[Recipe]:
        """Every container that should wait, the most needed first: what was used last, then what is wished for."""
        recent = sorted(self._used, key=lambda recipe: -self._used[recipe])
        yield from (recipe for recipe in recent if recipe in self._wished)
        yield from (recipe for recipe, count in self._wished.items() if count and recipe not in self._used)
        yield from (recipe for recipe in recent if recipe not in self._wished)
        for more in range(2, max(self._wished.values(), default=0) + 1):
            yield from (recipe for recipe, count in self._wished.items() if count >= more)
        yield from (recipe for recipe in recent if now - self._used[recipe] < BUSY_SECONDS)

    def _old(self, sight: Sight) -> int | None:
        return next((n for n, (_, since) in enumerate(sight.waiting) if sight.now - since >= IDLE_SECONDS), None)

    def _spare(self, sight: Sight, targets: Counter[Recipe], have: Counter[Recipe]) -> int | None:
        """The oldest one that nobody wishes for any more. Until its room is needed it may as well stay."""
        spare = (n for n, (recipe, _) in enumerate(sight.waiting) if have[recipe] > targets[recipe])
        return min(spare, key=lambda n: sight.waiting[n][1], default=None)

    def _change_in(self, sight: Sight, lacking: Sequence[Recipe]) -> float:
        """Seconds until a pause is over or a container is old."""
        pauses = (self._paused[recipe] - sight.now for recipe in lacking if recipe in self._paused)
        ages = (since + IDLE_SECONDS - sight.now for _, since in sight.waiting)
        return min((each for each in (*pauses, *ages) if each > 0), default=LATER)


def _lacking(targets: Sequence[Recipe], have: Counter[Recipe]) -> Iterator[Recipe]:
    """Those of the targets that are not there, in their order."""
    there = have.copy()
    for recipe in targets:
        there[recipe] -= 1
        if there[recipe] < 0:
            yield recipe
