"""Case values on their way: as a language is called with them, and as a person is shown them. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from server.core.task import Json, Signature, Task, Type
from server.core.task_check import DOUBLE, MAX_DIGITS
from server.core.words import StubStyle

SHOWN_WEIGHT: Final = 4000
"""Characters of one value that the run panel is sent; a generated list of 50,000 would be a megabyte each run."""

TUPLE: Final = "$tuple"
"""The one key of an object that stands for a tuple in a call; the language's shim turns it into one."""
LINKED: Final = "$linked"
TREE: Final = "$tree"
"""The same for a linked list, by its values, and a tree, level by level."""


def positional(args: Mapping[str, Json], signature: Signature, style: StubStyle) -> list[Any]:
    """Arguments in the signature's order, as the language is called with them."""
    return [as_called(args[param.name], param.type, style) for param in signature.params]


def as_called(value: Json, type: Type, style: StubStyle) -> Json:
    """A value as a call carries it. Where tuples are their own thing, one is sent as {TUPLE: [...]}."""
    return _sent(value, type, style, called=True)


def as_compared(value: Json, type: Type, style: StubStyle) -> Json:
    """An expected value as the judge holds it against an answer: every tuple a list, a list without a node null."""
    return _sent(value, type, style, called=False)


def as_answered(got: Json, type: Type) -> Json:
    """What a program answered, in the task's own terms: a bigint is text again. `got` need not fit the type."""
    match type.name, got:
        case "bigint", int() if not isinstance(got, bool) and abs(got) < 10**MAX_DIGITS:
            return str(got)
        case "optional", _ if got is not None:
            return as_answered(got, type.inner[0])
        case "linked" | "tree", None:
            return []
        case "tree", list():
            return [None if item is None else as_answered(item, type.inner[0]) for item in got]
        case "list" | "linked", list():
            return [as_answered(item, type.inner[0]) for item in got]
        case "tuple", list() if len(got) == len(type.inner):
            return [as_answered(item, inner) for item, inner in zip(got, type.inner, strict=True)]
        case "dict", dict():
            return {key: as_answered(item, type.inner[0]) for key, item in got.items()}
        case _:
            return got


def expected_answers(task: Task, type: Type, expected: Json, style: StubStyle) -> Json:
    """The expected answer, or the list of acceptable ones of an `any_of` task, as the judge compares it."""
    if task.compare == "any_of":
        return [as_compared(answer, type, style) for answer in expected]
    return as_compared(expected, type, style)


def _sent(value: Json, type: Type, style: StubStyle, *, called: bool) -> Json:
    """The value, which fits the type, with each part as the language has it: a float is never written as an integer,
    and a bigint is a number where that is the language's only kind of integer."""
    match type.name:
        case "bigint" if style.one_integer:
            return int(value)
        case "float":
            return float(value)
        case "optional" if value is not None:
            return _sent(value, type.inner[0], style, called=called)
        case "list":
            return [_sent(item, type.inner[0], style, called=called) for item in value]
        case "dict":
            return {key: _sent(item, type.inner[0], style, called=called) for key, item in value.items()}
        case "tuple":
            items = [_sent(item, inner, style, called=called) for item, inner in zip(value, type.inner, strict=True)]
            return {TUPLE: items} if called and style.own_tuples else items
        case "linked" | "tree":
            nodes = [None if item is None else _sent(item, type.inner[0], style, called=called) for item in value]
            return _nodes(nodes, LINKED if type.name == "linked" else TREE, called=called)
        case _:
            return value


def _nodes(items: list[Json], key: str, *, called: bool) -> Json:
    """Nulls at the end of a tree say nothing, and answers never have them."""
    while items and items[-1] is None:
        items.pop()
    return {key: items} if called else items or None


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
    """Whether the value takes more than about `limit` characters of JSON."""
    return weigh(value, limit) > limit


def weigh(value: Json, limit: int) -> int:
    """About how many characters of JSON the value takes. Stops counting beyond `limit`; no recursion."""
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
    return weight


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
