"""Holding a program's output against the expected one, by words or by lines. Pure."""

import math
import re
from typing import Final

_NUMBER: Final = re.compile(rb"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)
NUMBER_CHARACTERS: Final = 400
"""A longer word is no number."""


def same_tokens(expected: str, got: str, tolerance: float) -> bool:
    """The same words in the same order, however they are spaced. Case counts. Where the tolerance is not nought, a word
    that is a number may differ by so much, relatively or absolutely."""
    wanted, had = _words(expected), _words(got)
    if wanted == had:
        return True
    if not tolerance or len(wanted) != len(had):
        return False
    return all(a == b or _near(a, b, tolerance) for a, b in zip(wanted, had, strict=True))


def same_lines(expected: str, got: str) -> bool:
    """The same lines but for spaces at their ends and empty lines at the end of all."""
    return _lines(expected) == _lines(got)


def _words(text: str) -> list[bytes]:
    """Split at what C calls spaces: bytes do that, text knows many more."""
    return text.encode(errors="replace").split()


def _lines(text: str) -> list[str]:
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _near(expected: bytes, got: bytes, tolerance: float) -> bool:
    wanted, had = _number(expected), _number(got)
    if wanted is None or had is None:
        return False
    return math.isclose(wanted, had, rel_tol=tolerance, abs_tol=tolerance)


def _number(word: bytes) -> float | None:
    if len(word) > NUMBER_CHARACTERS or not _NUMBER.fullmatch(word):
        return None
    value = float(word)
    return value if math.isfinite(value) else None
