"""Who has guessed how often, by what they guessed at and from where: in memory, bounded, forgotten after a day."""

from collections import OrderedDict
from typing import Final

from server.core import guessing
from server.core.guessing import Tries
from server.live.ports import Clock

KEPT: Final = 20_000
"""Names and places each: the ones that were quiet for longest are forgotten first."""


class Guesses:
    """Counts a try before anybody knows whether it fits, so that many at once count as many."""

    def __init__(self, clock: Clock, free: int, free_of_place: int) -> None:
        self._clock = clock
        self._free = free
        self._free_of_place = free_of_place
        self._of: OrderedDict[str, Tries] = OrderedDict()
        self._from: OrderedDict[str, Tries] = OrderedDict()

    def begin(self, what: str, address: str) -> str:
        """Begin a try at `what` from an address: "" and it is counted, or a sentence that says when the next may be."""
        now, place = self._clock.monotonic_ms(), guessing.place_of(address)
        ms = max(
            guessing.wait(self._of.get(what, guessing.NONE), self._free, now),
            guessing.wait(self._from.get(place, guessing.NONE), self._free_of_place, now),
        )
        if ms:
            return guessing.sentence(ms)
        _count(self._of, what, now)
        _count(self._from, place, now)
        return ""

    def right(self, what: str, address: str) -> None:
        """The try that was begun last was no guess."""
        self._of.pop(what, None)
        place = guessing.place_of(address)
        if place in self._from:  # only this one: who has an account here could guess at others' for ever
            self._from[place] = guessing.forgiven(self._from[place])


def _count(tries: OrderedDict[str, Tries], key: str, now: int) -> None:
    tries[key] = guessing.wrong(tries.get(key, guessing.NONE), now)
    tries.move_to_end(key)
    while len(tries) > KEPT:
        tries.popitem(last=False)
