"""The cases of class tasks: what is called on one object, one text a call, and what it should answer. Pure.

    call = name "(" [ value { "," value } ] ")" [ "->" value ]

Values are JSON. The first call is the constructor's. A call without an arrow is made and not checked.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from server.core.signature import format_callable
from server.core.task import ClassShape, Json, Signature
from server.core.task_check import Misfit, misfits, outgrows_double

MAX_CALLS: Final = 10_000
FORM: Final = 'Write it as get(1) -> 2, with the values in JSON: "text" in double quotes.'

_NAME: Final = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*\(\s*")
_SPACE: Final = re.compile(r"\s*")
_CLOSE: Final = re.compile(r"\s*\)\s*")
_COMMA: Final = re.compile(r"\s*,\s*")
_ARROW: Final = re.compile(r"->\s*")


@dataclass(frozen=True, slots=True)
class Step:
    """One call, held against the class: `callable` is its constructor or method. `expected` counts where `checked`."""

    callable: Signature
    args: tuple[Json, ...]
    expected: Json = None
    checked: bool = False


@dataclass(frozen=True, slots=True)
class CallFault:
    """Why the calls cannot be made: which of them (from 0), what is wrong, and the mend."""

    index: int
    what: str
    mend: str


class _Bad(Exception):
    def __init__(self, what: str, mend: str = FORM) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


def read_calls(texts: Sequence[str], shape: ClassShape) -> tuple[Step, ...] | CallFault:
    """The calls with their values, each of its type; or the first one that cannot be made. Never raises."""
    if not texts:
        return CallFault(0, "there is no call", f"Begin with the constructor: {shape.name}(...).")
    if len(texts) > MAX_CALLS:
        return CallFault(MAX_CALLS, f"there are {len(texts):,} calls", f"Keep them under {MAX_CALLS:,}.")
    steps: list[Step] = []
    for index, text in enumerate(texts):
        try:
            steps.append(_step(text, shape, first=index == 0))
        except _Bad as bad:
            return CallFault(index, bad.what, bad.mend)
    return tuple(steps)


def expectations(steps: Iterable[Step]) -> list[Json]:
    """What the checked calls should answer, one after the other: what the judge shows of them, too."""
    return [step.expected for step in steps if step.checked]


def answered(texts: Sequence[str], steps: Sequence[Step], answers: Sequence[Json]) -> list[str]:
    """The calls with their answers behind arrows, for every method that returns something. One answer a method call."""
    methods = zip(texts[1:], steps[1:], answers, strict=True)
    return [
        texts[0],
        *(
            text if step.checked or step.callable.returns.name == "void" else f"{text.rstrip()} -> {_json(answer)}"
            for text, step, answer in methods
        ),
    ]


def calls_outgrow_doubles(steps: Iterable[Step]) -> bool:
    """Whether some integer of the calls is changed by a language that has only doubles."""
    return any(
        outgrows_double(value, type)
        for step in steps
        for value, type in [
            *zip(step.args, (param.type for param in step.callable.params), strict=True),
            *([(step.expected, step.callable.returns)] if step.checked else []),
        ]
    )


def _step(text: str, shape: ClassShape, *, first: bool) -> Step:
    name, args, rest = _call(text)
    callable = _callable(name, shape, first=first)
    if len(args) != len(callable.params):
        what = f"{name} takes {len(callable.params)} values, and here are {len(args)}"
        raise _Bad(what, f"It is {format_callable(callable)}.")
    for value, param in zip(args, callable.params, strict=True):
        _fits(misfits(value, param.type, param.name))
    if not rest:
        return Step(callable, args)
    if first:
        raise _Bad("the constructor answers nothing", "Remove the arrow and what follows it.")
    arrow = _ARROW.match(rest)
    if arrow is None:
        raise _Bad(f"there is {rest[:20]!r} after the call")
    expected, end = _value(rest, arrow.end())
    if rest[end:].strip():
        raise _Bad(f"there is {rest[end:].strip()[:20]!r} after the answer")
    _fits(misfits(expected, callable.returns, "answer"))
    return Step(callable, args, expected, checked=True)


def _callable(name: str, shape: ClassShape, *, first: bool) -> Signature:
    if first:
        if name != shape.name:
            raise _Bad(f"the first call is {name}", f"Begin with the constructor: {shape.name}(...).")
        return shape.constructor
    for method in shape.methods:
        if method.name == name:
            return method
    names = ", ".join(method.name for method in shape.methods)
    raise _Bad(f"there is no method {name!r}", f"The methods are: {names}.")


def _call(text: str) -> tuple[str, tuple[Json, ...], str]:
    """(name, values, what follows the closing bracket)"""
    found = _NAME.match(text)
    if found is None:
        raise _Bad("this is not a call")
    at = found.end()
    args: list[Json] = []
    while not (close := _CLOSE.match(text, at)):
        if args:
            comma = _COMMA.match(text, at)
            if comma is None:
                raise _Bad(f"there is neither ',' nor ')' after value {len(args)}")
            at = comma.end()
        value, at = _value(text, at)
        args.append(value)
    return found[1], tuple(args), text[close.end() :]


def _value(text: str, at: int) -> tuple[Json, int]:
    try:
        value: Any
        value, end = _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        raise _Bad(f"{text[at : at + 20]!r} does not begin with a JSON value") from None
    return value, _after_space(text, end)


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _no_constant(word: str) -> None:
    raise ValueError(word)


_DECODER: Final = json.JSONDecoder(parse_constant=_no_constant)


def _fits(wrong: tuple[Misfit, ...]) -> None:
    if wrong:
        raise _Bad(f"{wrong[0].path}: {wrong[0].what}", wrong[0].mend)


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)
