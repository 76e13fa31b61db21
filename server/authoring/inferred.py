"""Types of our grammar from values that somebody else wrote down. Pure."""

import re
from collections.abc import Sequence
from typing import Any

from server.core.signature import RESERVED
from server.core.task import Type

INT, LONG, BIG, FLOAT = Type("int"), Type("long"), Type("bigint"), Type("float")
NUMBERS = (INT, LONG, FLOAT)
UNKNOWN = Type("unknown")
"""Of an empty list: anything fits."""


class NoType(Exception):
    """Cases that no signature of ours fits; the text is a sentence."""


def common_type(values: Sequence[Any]) -> Type:
    """The narrowest type that holds all of these JSON values."""
    return _settled(_all(values))


def fitting(value: Any, type: Type) -> Any:
    """The value as cases of that type write it: a bigint is text."""
    match type.name:
        case "bigint":
            return str(value)
        case "optional":
            return None if value is None else fitting(value, type.inner[0])
        case "list":
            return [fitting(item, type.inner[0]) for item in value]
        case "dict":
            return {key: fitting(item, type.inner[0]) for key, item in value.items()}
        case _:
            return value


def snake(name: str) -> str:
    """A name as our signatures have it: `countWords` and `count-words` are count_words."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    plain = re.sub(r"_+", "_", re.sub(r"[^a-z0-9]+", "_", spaced.lower())).strip("_")
    plain = re.sub(r"^(?=[0-9])", "n", plain) or "value"
    plain = re.sub(r"_(?=_|$)", "", plain)
    return f"{plain}_value" if plain in RESERVED else plain


def _type(value: Any) -> Type:
    match value:
        case None:
            return Type("optional", (UNKNOWN,))
        case bool():
            return Type("bool")
        case int():
            return INT if abs(value) < 2**31 else LONG if abs(value) < 2**63 else BIG
        case float():
            return FLOAT
        case str():
            return Type("string")
        case list():
            return Type("list", (_all(value),))
        case _:
            return Type("dict", (_all(list(value.values())),))


def _all(values: Sequence[Any]) -> Type:
    found = UNKNOWN
    for value in values:
        found = _both(found, _type(value))
    return found


def _both(one: Type, other: Type) -> Type:
    """The type that holds both; `any` where only that does."""
    if one == other or other == UNKNOWN:
        return one
    if one == UNKNOWN:
        return other
    if "optional" in (one.name, other.name):
        bare = [type.inner[0] if type.name == "optional" else type for type in (one, other)]
        inner = _both(bare[0], bare[1])
        return inner if inner.name == "any" else Type("optional", (inner,))
    if one in NUMBERS and other in NUMBERS:
        return NUMBERS[max(NUMBERS.index(one), NUMBERS.index(other))]
    if {one, other} <= {INT, LONG, BIG}:
        return BIG
    if one.name == other.name and one.inner and other.inner:
        return Type(one.name, (_both(one.inner[0], other.inner[0]),))
    return Type("any")


def _settled(type: Type) -> Type:
    """What is still unknown holds anything; and `any` holds null too."""
    if type == UNKNOWN:
        return Type("any")
    if type.name == "optional" and _settled(type.inner[0]).name == "any":
        return Type("any")
    return Type(type.name, tuple(map(_settled, type.inner)))
