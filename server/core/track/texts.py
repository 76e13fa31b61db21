"""The state that a track's lines make: texts, who wrote them, and pointers. `web/src/core/texts.ts` is its twin.

Texts are kept as UTF-16, so that a position is a position; a splice is one move of memory, however long the text.
"""

from array import array
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final

from server.core.ids import ROOM
from server.core.track.parts import Move, Place, Splice

AT_ONCE: Final = 25
"""UTF-16 units in one splice that nobody types at once."""
TYPED, PASTED, STARTER = 0, 1, 2
_HOWS: Final = 3


class Texts:
    """`step` by `step` from the beginning, or from a keyframe on."""

    def __init__(self) -> None:
        self._texts: dict[str, bytearray] = {}
        self._who: dict[str, array[int]] = {}
        self._people: dict[str, int] = {}
        self.pointers: dict[int, tuple[str, Place]] = {}
        """Whose each pointer is, and where."""

    @classmethod
    def restore(cls, keyframe: Mapping[str, Any]) -> "Texts":
        """The state that a keyframe tells."""
        texts = cls()
        for file, text in keyframe["texts"].items():
            texts._texts[file] = bytearray(text.encode("utf-16-le", "surrogatepass"))
            texts._who[file] = array("H")
        for file, flat in keyframe["authors"].items():
            for length, person, how in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
                texts._who[file].extend(array("H", [texts._code(person, how)]) * length)
        for pointer, (person, *place) in keyframe["pointers"].items():
            texts.pointers[int(pointer)] = (person, Place(*place))
        return texts

    def edited(self, by: str, splices: Iterable[Splice]) -> None:
        """Make these splices, one after another. Positions beyond the end mean the end."""
        for splice in splices:
            self._splice(by, splice)

    def pointed(self, by: str, moves: Iterable[Move]) -> None:
        for move in moves:
            if move.place is None:
                self.pointers.pop(move.pointer, None)
            else:
                self.pointers[move.pointer] = (by, move.place)

    def left(self, person: str) -> None:
        """Take this person's pointers away."""
        self.pointers = {number: there for number, there in self.pointers.items() if there[0] != person}

    def interrupted(self) -> None:
        """Take everybody's pointers away."""
        self.pointers.clear()

    def files(self) -> list[str]:
        """The names of all files that were ever written to, in that order."""
        return list(self._texts)

    def text(self, file: str) -> str:
        return self._texts.get(file, b"").decode("utf-16-le", "surrogatepass")

    def all(self) -> dict[str, str]:
        return {file: self.text(file) for file in self._texts}

    def authors(self, file: str) -> list[Any]:
        """Who wrote each stretch: `[length, person, how, length, person, how, ..]`."""
        people = list(self._people)
        flat: list[Any] = []
        for code, stretch in groupby(self._who.get(file, ())):
            flat += [sum(1 for _ in stretch), people[code // _HOWS], code % _HOWS]
        return flat

    def keyframe(self) -> dict[str, Any]:
        """All of it, as a chunk's first line carries it."""
        return {
            "texts": self.all(),
            "authors": {file: self.authors(file) for file in self._texts},
            "pointers": {
                str(pointer): [person, place.file, place.anchor, place.head]
                for pointer, (person, place) in sorted(self.pointers.items())
            },
        }

    def _splice(self, by: str, splice: Splice) -> None:
        text = self._texts.setdefault(splice.file, bytearray())
        inserted = splice.inserted.encode("utf-16-le", "surrogatepass")
        at, end, length = splice.at, splice.at + splice.deleted, len(inserted) // 2
        text[2 * at : 2 * end] = inserted
        how = STARTER if by == ROOM else PASTED if length >= AT_ONCE else TYPED
        self._who.setdefault(splice.file, array("H"))[at:end] = array("H", [self._code(by, how)]) * length
        for number, (person, place) in self.pointers.items():
            if place.file == splice.file and max(place.anchor, place.head) >= at:
                moved = Place(place.file, _moved(place.anchor, splice, length), _moved(place.head, splice, length))
                self.pointers[number] = (person, moved)

    def _code(self, person: str, how: int) -> int:
        return self._people.setdefault(person, len(self._people)) * _HOWS + how


def _moved(position: int, splice: Splice, length: int) -> int:
    """Where a position is after a splice that inserts `length` units."""
    if position < splice.at:
        return position
    if position <= splice.at + splice.deleted:
        return splice.at + length
    return position - splice.deleted + length
