"""What an unquoted word of a YAML file means: the rules of JSON and no others, so `no`, `on` and `10:30` stay text."""

import re
from typing import Final

from server.store.task_format.nodes import MAX_DIGITS, Broken, Scalar

_WORDS: Final[dict[str, Scalar]] = {"null": None, "true": True, "false": False}
_DIGITS: Final = frozenset("-0123456789")
"""How a number begins."""
_INT: Final = re.compile(r"-?(0|[1-9][0-9]*)")
_FLOAT: Final = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")


def scalar(word: str, line: int) -> Scalar:
    """The value of an unquoted word. Raises Broken for a number that nothing could hold."""
    if word in _WORDS:
        return _WORDS[word]
    if word[:1] not in _DIGITS:
        return word
    if _INT.fullmatch(word):
        if len(word) > MAX_DIGITS:
            raise Broken(line, f"This number has {len(word)} digits.", f"Use at most {MAX_DIGITS}.")
        return int(word)
    if _FLOAT.fullmatch(word):
        number = float(word)
        if number in (float("inf"), float("-inf")):
            raise Broken(line, f"The number {word[:40]} is larger than a float can be.", "Use a smaller number.")
        return number
    return word
