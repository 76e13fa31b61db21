"""What the house signs when it erases entries of a sealed interview: which ones, and when (docs/track.md).

Their leaves stay in the seal. Without this statement a copy that lacks them, or has something else in their places,
is not what was sealed.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

Signed = Callable[[bytes, bytes, bytes], bool]

BLANK: Final = "\u2588"
WIDE_BLANK: Final = "\U0001f532"
"""They stand in an erased edit for its characters, of one and of two UTF-16 units, so that what came later still has
its place. Line breaks stay."""

_FORM: Final = re.compile(
    r"greenroom-erased-1\nroom ([a-z0-9]{1,32})\nseal ((?:[0-9A-F]{4} ){3}[0-9A-F]{4})\nat (\d{1,15})\n"
    r"entries (\d{1,9}(?:-\d{1,9})?(?:,\d{1,9}(?:-\d{1,9})?)*)\n",
    re.ASCII,
)
_ENTRIES_MAX: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Erasure:
    """These entries (by number) of the interview with this seal were erased at `at` (Unix ms)."""

    room: str
    seal: str
    at: int
    entries: tuple[int, ...]

    @property
    def text(self) -> str:
        """What is signed, in UTF-8."""
        lines = (
            "greenroom-erased-1",
            f"room {self.room}",
            f"seal {self.seal}",
            f"at {self.at}",
            f"entries {','.join(_ranges(self.entries))}",
        )
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class SignedErasure:
    """The statement of an erasure, and the house's signature of it."""

    statement: str
    signature: bytes


def erasure(room: str, seal: str, at: int, entries: Collection[int]) -> Erasure:
    return Erasure(room, seal, at, tuple(sorted(set(entries))))


def read_erasure(text: str) -> Erasure | None:
    """The erasure of exactly this text; None when it is none of ours."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    room, seal, at, ranges = found.groups()
    numbers = list(_numbers(ranges))
    made = erasure(room, seal, int(at), [each for some in numbers for each in some]) if _few(numbers) else None
    return made if made is not None and made.text == text else None


def held(
    given: Iterable[SignedErasure], key: bytes, room: str, fingerprint: str, signed: Signed
) -> tuple[list[Erasure], str]:
    """The erasures of this interview, and what is wrong with one of them ("" when nothing is)."""
    found = []
    for each in given:
        about = read_erasure(each.statement)
        if about is None or (about.room, about.seal) != (room, fingerprint):
            return [], "what it says of erased entries is not about this interview"
        if not signed(key, each.signature, each.statement.encode()):
            return [], "what it says of erased entries was not signed by who sealed it"
        found.append(about)
    return found, ""


def is_blank(inserted: str) -> bool:
    """Whether nothing is left of a text that was erased."""
    return not inserted.strip(f"{BLANK}{WIDE_BLANK}\r\n")


def _ranges(entries: Sequence[int]) -> Iterator[str]:
    at = 0
    while at < len(entries):
        last = at
        while last + 1 < len(entries) and entries[last + 1] == entries[last] + 1:
            last += 1
        yield str(entries[at]) if last == at else f"{entries[at]}-{entries[last]}"
        at = last + 1


def _numbers(ranges: str) -> Iterator[range]:
    for each in ranges.split(","):
        first, _, last = each.partition("-")
        yield range(int(first), int(last or first) + 1)


def _few(numbers: Collection[range]) -> bool:
    """A statement of ours names no more entries than an interview can have."""
    return sum(len(each) for each in numbers) <= _ENTRIES_MAX
