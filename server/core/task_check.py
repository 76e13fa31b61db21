"""Whether plain JSON values fit the types of a signature. Pure: the loader, the room and the runs all ask here."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from server.core.signature import format_type
from server.core.task import Json, Signature, Type

INT: Final = 2**31
LONG: Final = 2**63
DOUBLE: Final = 2**53
"""Beyond this, neighbouring integers are one and the same double."""
MAX_DIGITS: Final = 400
"""Digits of a bigint: as many as the sandbox's frames allow in one number."""
MAX_DEPTH: Final = 64
"""Levels inside `any`: as many as the sandbox's frames allow."""
MAX_MISFITS: Final = 5
"""Misfits told for one value: one wrong shape in a long list is one mistake, not ten thousand."""
_QUOTED_LENGTH: Final = 50
"""Characters of a value that a message quotes."""
_QUOTED_NUMBER: Final = 10**40
"""Python refuses to write integers of thousands of digits, and nobody reads them."""

_BIGINT: Final = re.compile(r"0|-?[1-9][0-9]*")
_LEADING_ZEROS: Final = re.compile(r"[-+]?0[0-9]+")
_NUMBERISH: Final = re.compile(r"[-+]?[0-9][0-9_]*\.?[0-9]*([eE][-+]?[0-9]+)?|[-+]?\.[0-9]+")


Steps = tuple[str | int, ...]
"""The way to a value inside another: first a parameter's name, then indexes and keys."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """One value that does not fit: the steps that lead to it, what is wrong, and the mend."""

    steps: Steps
    what: str
    mend: str

    @property
    def path(self) -> str:
        """The steps for a person: `busy[2][0]`, `config.level`."""
        name, *inner = self.steps
        return _key_word(name) + "".join(
            f"[{step}]" if isinstance(step, int) else f".{_key_word(step)}" for step in inner
        )

    def __str__(self) -> str:
        return f"{self.path}: {self.what}. {self.mend}"


def misfits(value: Json, type: Type, name: str) -> tuple[Misfit, ...]:
    """What keeps `value` from being of `type`, at most `MAX_MISFITS`; empty when it fits. `name` is what holds it."""
    return tuple(islice(_walk(value, type, (name,)), MAX_MISFITS))


def argument_misfits(args: Mapping[str, Json], signature: Signature) -> tuple[Misfit, ...]:
    """What keeps `args`, keyed by parameter, from calling `signature`: missing, unknown and ill-typed ones."""
    return tuple(islice(_walk_args(args, signature), MAX_MISFITS))


def outgrows_double(value: Json, type: Type) -> bool:
    """Whether some integer of `value` (which fits `type`) is changed by a language that has only doubles."""
    match type.name:
        case "long" | "any" if isinstance(value, int):
            return abs(value) >= DOUBLE
        case "any" | "list" | "linked" | "tree" if isinstance(value, list):
            inner = type.inner[0] if type.inner else type
            return any(item is not None and outgrows_double(item, inner) for item in value)
        case "any" | "dict" if isinstance(value, dict):
            inner = type.inner[0] if type.inner else type
            return any(outgrows_double(item, inner) for item in value.values())
        case "tuple":
            return any(outgrows_double(item, inner) for item, inner in zip(value, type.inner, strict=True))
        case "optional":
            return value is not None and outgrows_double(value, type.inner[0])
        case _:
            return False


def _walk_args(args: Mapping[str, Json], signature: Signature) -> Iterator[Misfit]:
    names = [param.name for param in signature.params]
    for name in args:
        if name not in names:
            yield Misfit((name,), "there is no such parameter", f"The parameters are: {', '.join(names) or 'none'}.")
    for param in signature.params:
        if param.name in args:
            yield from _walk(args[param.name], param.type, (param.name,))
        else:
            yield Misfit(
                (param.name,), "this parameter is missing", f"Give it a value of type {format_type(param.type)}."
            )


def _walk(value: Json, type: Type, steps: Steps) -> Iterator[Misfit]:
    yield from _CHECKS[type.name](value, type, steps)


def _int(value: Json, type: Type, steps: Steps) -> Iterator[Misfit]:
    yield from _whole(value, steps, INT, "int", "Use the type long in the signature.")


def _long(value: Json, type: Type, steps: Steps) -> Iterator[Misfit]:
    yield from _whole(value, steps, LONG, "long", "Use the type bigint, with the digits in quotes.")


def _whole(value: Json, steps: Steps, bound: int, name: str, mend: str) -> Iterator[Misfit]:
    if isinstance(value, bool) or not isinstance(value, int):
        yield _wrong(value, steps, f"a whole number ({name})", _number_mend(value))
    elif not -bound <= value < bound:
        yield Misfit(steps, f"{_short(value)} is outside the range of {name}", mend)


def _bigint(value: Json, type: Type, steps: Steps) -> Iterator[Misfit]:
    if isinstance(value, int) and not isinstance(value, bool):
        yield Misfit(steps, "a bigint is written as text", f'Put the digits in quotes: "{_short(value)}".')
    elif not isinstance(value, str) or not _BIGINT.fullmatch(value):
        yield _wrong(value, steps, "a whole number in quotes (bigint)", 'Write the digits in quotes, such as "123".')
    elif len(value) > MAX_DIGITS:
        yield Misfit(steps, f"the number has {len(value)} digits", f"Use at most {MAX_DIGITS}.")


def _float(value: Json, type: Type, steps: Steps) -> Iterator[Misfit]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield _wrong(value, steps, "a number (float)", _number_mend(value))
    elif isinstance(value, float) and not math.isfinite(value):
        yield Misfit(steps, f"{value} is not a finite number", "Use a finite number, or T? and null for no value.")
    elif isinstance(value, int) and abs(value) > DOUBLE:
        yield Misfit(steps, f"{_short(value)} is more exact than a float can be", "Write it with an exponent: 1e20.")


def _bool(value: Json, type: Type, steps: Steps) -> Iterator[Misfit]:
    if not isinstance(value, bool):
        yield _wrong(value, steps, "true or false", "Write true or false.")


def _string(value: Json, type: Type, steps: Steps) -> Iterator[Misfit]:
    if not isinstance(value, str):
        yield _wrong(value, steps, "text (string)", "Put the text in quotes.")
    elif not _is_text(value):
        yield Misfit(steps, "the text holds half a character (a lone surrogate)", "Write the whole character.")


def _optional(value: Json, type: Type, steps: Steps) -> Iterator[Misfit]:
    if value is not None:
        yield from _walk(value, type.inner[0], steps)


def _void(value: Json, type: Type, steps: Steps) -> Iterator[Misfit]:
    if value is not None:
        yield _wrong(value, steps, "null, because the function returns nothing", "Write null.")


def _list(value: Json, type: Type, steps: Steps) -> Iterator[Misfit]:
    if not isinstance(value, list):
        yield _wrong(value, steps, f"a list ({format_type(type)})", "Put the values in square brackets: [ ].")
        return
    for index, item in enumerate(value):
        yield from _walk(item, type.inner[0], (*steps, index))


def _tree(value: Json, type: Type, steps: Steps) -> Iterator[Misfit]:
    """Level by level, null for a child that is not there; what is not there has no children."""
    if not isinstance(value, list):
        yield _wrong(value, steps, f"a list, level by level ({format_type(type)})", "Write it as [1, null, 2].")
        return
    places = 1
    for index, item in enumerate(value):
        if places == 0 or (index == 0 and item is None):
            what = "the root is null" if index == 0 else "there is no node above this value"
            yield Misfit((*steps, index), what, "Write the levels one after the other, null for a missing child.")
            return
        places += -1 if item is None else 1
        if item is not None:
            yield from _walk(item, type.inner[0], (*steps, index))


def _tuple(value: Json, type: Type, steps: Steps) -> Iterator[Misfit]:
    size = len(type.inner)
    if not isinstance(value, list):
        yield _wrong(value, steps, f"{_values(size)} ({format_type(type)})", "Put the values in square brackets: [ ].")
    elif len(value) != size:
        yield Misfit(steps, f"expected {_values(size)} ({format_type(type)}), found {len(value)}", "Give them all.")
    else:
        for index, (item, inner) in enumerate(zip(value, type.inner, strict=True)):
            yield from _walk(item, inner, (*steps, index))


def _dict(value: Json, type: Type, steps: Steps) -> Iterator[Misfit]:
    if not isinstance(value, dict):
        yield _wrong(value, steps, f"a mapping ({format_type(type)})", "Write it as {key: value}.")
        return
    for key, item in value.items():
        yield from _key(key, steps)
        yield from _walk(item, type.inner[0], (*steps, key))


def _any(value: Json, type: Type, steps: Steps, depth: int = 0) -> Iterator[Misfit]:
    if depth > MAX_DEPTH:
        yield Misfit(steps, f"the value is nested more than {MAX_DEPTH} deep", "Use a flatter value.")
        return
    match value:
        case None | bool():
            pass
        case str():
            yield from _string(value, type, steps)
        case float():
            yield from _float(value, type, steps)
        case int():
            yield from _whole(value, steps, LONG, "long", "Write it as text.")
        case list():
            for index, item in enumerate(value):
                yield from _any(item, type, (*steps, index), depth + 1)
        case dict():
            for key, item in value.items():
                yield from _key(key, steps)
                yield from _any(item, type, (*steps, key), depth + 1)
        case _:
            yield _wrong(value, steps, "a JSON value", "Use null, true, false, numbers, text, lists and mappings.")


_CHECKS: Final[Mapping[str, Callable[[Json, Type, Steps], Iterator[Misfit]]]] = {
    "int": _int,
    "long": _long,
    "bigint": _bigint,
    "float": _float,
    "bool": _bool,
    "string": _string,
    "optional": _optional,
    "list": _list,
    "linked": _list,
    "tree": _tree,
    "tuple": _tuple,
    "dict": _dict,
    "any": _any,
    "void": _void,
}


def _key(key: Json, steps: Steps) -> Iterator[Misfit]:
    if not isinstance(key, str) or not _is_text(key):
        yield Misfit(steps, f"the key {key!a} is not text", "Use text for every key.")


def _wrong(value: Json, steps: Steps, wanted: str, mend: str) -> Misfit:
    return Misfit(steps, f"expected {wanted}, found {describe(value)}", mend)


def describe(value: Json) -> str:
    """What a value is, in a few words for a person: `the text 'abc'`, `a list of 3`."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {_short(value)}"
        case str():
            return f"the text {_short(value)}"
        case list():
            return f"a list of {len(value)}"
        case dict():
            return f"a mapping of {len(value)}"
        case _:
            return f"a Python {type(value).__name__}"


def _number_mend(value: Json) -> str:
    if isinstance(value, float):
        return "Write it without a point or exponent, or use the type float in the signature."
    if not isinstance(value, str):
        return "Write a number, without quotes."
    if _LEADING_ZEROS.fullmatch(value):
        return "A number does not begin with 0 or +: write 12, not 012."
    if _NUMBERISH.fullmatch(value):
        return "Write it as JSON does, without quotes, '_' or a leading '+': 1000, 0.5, 1e6."
    return "Write a number, without quotes."


def _values(count: int) -> str:
    return f"{count} value" if count == 1 else f"{count} values"


def _is_text(value: str) -> bool:
    """Lone surrogates come through JSON escapes but cannot be stored or sent as UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for character in value)


def _key_word(key: Json) -> str:
    """A key as part of a path; in quotes when it could break the message."""
    return key if isinstance(key, str) and key.isprintable() and len(key) <= _QUOTED_LENGTH else _short(key)


def _short(value: Json) -> str:
    """A value to quote in a message: never longer than a line, never with control characters."""
    if isinstance(value, int) and abs(value) >= _QUOTED_NUMBER:
        return "a very long number"
    text = ascii(value) if isinstance(value, str) and not _is_text(value) else repr(value)
    return text if len(text) <= _QUOTED_LENGTH else f"{text[:_QUOTED_LENGTH]}..."
