"""What an edit changed, brought into the text as its author wrote it, so that no other line moves."""

from collections.abc import Sequence
from difflib import SequenceMatcher

Lines = Sequence[str]
Places = dict[int, tuple[int, int]]
"""For lines of the machine's text, the lines of the author's that they are: the first, and the one after the last."""


def merged(base: Lines, changed: Lines, original: Lines) -> list[str]:
    """`original` with what makes `changed` of `base`. `base` is `original` as a machine writes it: where the two differ
    in or beside a change, the change's lines are taken as they are."""
    at = _places(base, original)
    out: list[str] = []
    done = taken = 0  # lines of `original` that are out; lines of `base` that are accounted for
    for first, last, new in _changes(base, changed, at):
        if first < taken:
            continue
        begin = at[first - 1][1] if first else 0
        end = at[last][0] if last < len(base) else len(original)
        out += original[done:begin]
        out += new
        out += _remarks(base[first:last], new)
        done, taken = end, last
    return out + list(original[done:])


def _places(base: Lines, original: Lines) -> Places:
    """The same line, or those that a machine writes as one, or otherwise."""
    found: Places = {}
    for tag, first, last, begin, end in SequenceMatcher(None, base, original, autojunk=False).get_opcodes():
        if tag == "equal" or last - first == end - begin:
            found |= {first + step: (begin + step, begin + step + 1) for step in range(last - first)}
        else:
            found |= _alike(base, original, first, last, begin, end)
    return found


def _alike(base: Lines, original: Lines, first: int, last: int, begin: int, end: int) -> Places:
    """Lines of `base` whose signs, without the space between them, are those of one or more lines of `original`."""
    found: Places = {}
    for line in range(first, last):
        signs, so_far, upto = _signs(base[line]), "", begin
        while upto < end and len(so_far) < len(signs):
            so_far += _signs(original[upto])
            upto += 1
        if so_far != signs:
            break
        found[line] = (begin, upto)
        begin = upto
    return found


def _signs(line: str) -> str:
    return "".join(line.split())


def _changes(base: Lines, changed: Lines, at: Places) -> list[tuple[int, int, list[str]]]:
    """(first, last, new lines) of what becomes of `base`, grown until both ends stand beside lines that are known."""
    found: list[tuple[int, int, int, int]] = []
    for tag, first, last, begin, end in SequenceMatcher(None, base, changed, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        while first and first - 1 not in at:
            first, begin = first - 1, begin - 1
        while last < len(base) and last not in at:
            last, end = last + 1, end + 1
        if found and first <= found[-1][1]:
            first, begin = found[-1][0], found[-1][2]
            found.pop()
        found.append((first, last, begin, end))
    return [(first, last, list(changed[begin:end])) for first, last, begin, end in found]


def _remarks(old: Lines, new: Lines) -> list[str]:
    """Comments below what went away: they are about what follows."""
    kept: list[str] = []
    for line in reversed(old):
        if line.strip() and not line.lstrip().startswith("#"):
            break
        kept.insert(0, line)
    has_words = any(line.strip() for line in kept)
    return kept if has_words and list(new[len(new) - len(kept) :]) != kept else []
