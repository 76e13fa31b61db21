"""Case values on their way: as a language is called with them, and as a person is shown them. Pure."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from server.core.stubs import StubStyle
from server.core.task import Json, Part, Signature, Task, Type
from server.core.task_check import DOUBLE, MAX_DIGITS

SHOWN_WEIGHT: Final = 4000
"""Characters of one value that the run panel is sent; a generated list of 50,000 would be a megabyte each run."""


def positional(args: Mapping[str, Json], signature: Signature, style: StubStyle) -> list[Any]:
    """Arguments in the signature's order, as the language is called with them."""
    return [as_called(args[param.name], param.type, style) for param in signature.params]


def as_called(value: Json, type: Type, style: StubStyle) -> Json:
    """A value as a call carries it: a bigint is a number where the language has one kind of integer (Python)."""
    one_integer = style.types.get("bigint") == style.types.get("int")
    return _bigints(value, type, _number) if one_integer else value


def as_answered(got: Json, type: Type) -> Json:
    """What a program answered, in the task's own terms: a bigint is text again. `got` need not fit the type."""
    return _bigints(got, type, _digits)


def expected_answers(task: Task, part: Part, expected: Json, style: StubStyle) -> Json:
    """The expected answer, or the list of acceptable ones of an `any_of` task, as the judge compares it."""
    returns = part.signature.returns
    if task.compare == "any_of":
        return [as_called(answer, returns, style) for answer in expected]
    return as_called(expected, returns, style)


def shown_value(value: Json) -> Json:
    """A value fit for a browser: too long a one becomes a sentence, an integer beyond doubles becomes its digits."""
    if outweighs(value, SHOWN_WEIGHT):
        return _too_long(value)
    match value:
        case bool():
            return value
        case int() if abs(value) >= DOUBLE:
            return str(value)
        case list():
            return [shown_value(item) for item in value]
        case dict():
            return {key: shown_value(item) for key, item in value.items()}
        case _:
            return value


def outweighs(value: Json, limit: int) -> bool:
    """Whether the value takes more than about `limit` characters of JSON. Stops counting there; no recursion."""
    weight = 0
    waiting = [value]
    while waiting and weight <= limit:
        item = waiting.pop()
        match item:
            case str():
                weight += len(item) + 2
            case list():
                weight += 2 * len(item) + 2
                waiting.extend(item if weight <= limit else ())
            case dict():
                weight += sum(len(key) for key in item) + 4 * len(item) + 2
                waiting.extend(item.values() if weight <= limit else ())
            case bool() | None:
                weight += 4
            case int():
                weight += item.bit_length() * 3 // 10 + 1
            case _:
                weight += 8
    return weight > limit


def _too_long(value: Json) -> str:
    match value:
        case str():
            return f"(text of {len(value):,} characters, too long to show)"
        case list():
            return f"(list of {len(value):,}, too long to show)"
        case dict():
            return f"(mapping of {len(value):,}, too long to show)"
        case _:
            return "(a number too long to show)"


def _bigints(value: Json, type: Type, turn: Callable[[Json], Json]) -> Json:
    """The value with `turn` on each bigint in it. Parts of it that do not fit the type stay as they are."""
    match type.name, value:
        case "bigint", _:
            return turn(value)
        case "optional", _ if value is not None:
            return _bigints(value, type.inner[0], turn)
        case "list", list():
            return [_bigints(item, type.inner[0], turn) for item in value]
        case "tuple", list() if len(value) == len(type.inner):
            return [_bigints(item, inner, turn) for item, inner in zip(value, type.inner, strict=True)]
        case "dict", dict():
            return {key: _bigints(item, type.inner[0], turn) for key, item in value.items()}
        case _:
            return value


def _number(value: Json) -> Json:
    return int(value)


def _digits(value: Json) -> Json:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**MAX_DIGITS:
        return str(value)
    return value
