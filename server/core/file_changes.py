"""What became of a folder's files between two versions: by file, in hunks of lines, changed words marked. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

AROUND: Final = 3
"""Unchanged lines shown before and after a change."""
LINES_MAX: Final = 3_000
"""Lines of one version of a file beyond which it is not compared: finding what moved takes their square."""
WORD: Final = re.compile(r"\w+|\s+|[^\w\s]")
ALIKE: Final = 0.4
"""Below this share of common words a line is another one, and no words of it are marked."""

Piece = tuple[str, bool]
"""Some text of a line, and whether it is what changed."""


@dataclass(frozen=True, slots=True)
class Line:
    """`was` and `now` are its numbers before and after, 0 where it is not there."""

    kind: Literal["same", "gone", "new"]
    was: int
    now: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FileChange:
    """`hunks` are apart in the file. A file that is `unshown` changed, and is no text or too long to compare."""

    path: str
    kind: Literal["added", "removed", "changed"]
    hunks: tuple[tuple[Line, ...], ...] = ()
    unshown: bool = False


def file_changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[FileChange, ...]:
    """Every file that is not the same in both, by path."""
    return tuple(
        _change(path, before.get(path), after.get(path))
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    )


def _change(path: str, was: bytes | None, now: bytes | None) -> FileChange:
    kind: Literal["added", "removed", "changed"] = "added" if was is None else "removed" if now is None else "changed"
    old, new = _lines(was), _lines(now)
    if old is None or new is None:
        return FileChange(path, kind, unshown=True)
    return FileChange(path, kind, tuple(_hunks(old, new)))


def _lines(data: bytes | None) -> list[str] | None:
    """None for what is no text, or too much of it."""
    try:
        lines = (data or b"").decode().splitlines()
    except UnicodeDecodeError:
        return None
    return None if len(lines) > LINES_MAX or "\0" in "".join(lines) else lines


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Line, ...]]:
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        lines: list[Line] = []
        for tag, i, j, k, m in group:
            if tag == "equal":
                lines += [Line("same", i + n + 1, k + n + 1, ((old[i + n], False),)) for n in range(j - i)]
            else:
                lines += _replaced(old[i:j], new[k:m], i + 1, k + 1)
        yield tuple(lines)


def _replaced(old: Sequence[str], new: Sequence[str], was: int, now: int) -> list[Line]:
    """Lines that gave way to others: first all that are gone, then all that are new, marked pair by pair."""
    gone, fresh = [((line, False),) for line in old], [((line, False),) for line in new]
    marked_old: list[tuple[Piece, ...]] = [*gone]
    marked_new: list[tuple[Piece, ...]] = [*fresh]
    for place, (one, other) in enumerate(zip(old, new, strict=False)):
        marked_old[place], marked_new[place] = _words(one, other)
    return [
        *(Line("gone", was + place, 0, pieces) for place, pieces in enumerate(marked_old)),
        *(Line("new", 0, now + place, pieces) for place, pieces in enumerate(marked_new)),
    ]


def _words(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    one, other = WORD.findall(old), WORD.findall(new)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < ALIKE:
        return ((old, False),), ((new, False),)
    codes = matcher.get_opcodes()
    return (
        tuple(("".join(one[i:j]), tag != "equal") for tag, i, j, _, _ in codes if j > i),
        tuple(("".join(other[k:m]), tag != "equal") for tag, _, _, k, m in codes if m > k),
    )
