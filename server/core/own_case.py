"""A case of one's own, as somebody in the room typed it: fit to run, or refused with one sentence. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from server.core.asks import AskCase
from server.core.calls import CallFault, calls_outgrow_doubles, expectations, read_calls
from server.core.case_values import outweighs
from server.core.fitting import part_for, sentence, unfit_answer, unfit_args
from server.core.task import Part, Task
from server.core.task_check import outgrows_double

MAX_WEIGHT: Final = 16_000
"""Characters of one own case, arguments and answer together: by hand nobody types more, and each run sends them all."""
MAX_NAME: Final = 80
NAMELESS: Final = "own case"
DIGITS: Final = "A browser cannot hold whole numbers beyond 9007199254740991. Use a smaller number."


NOT_OPEN: Final = "This part is not open in this room. Choose another one."
"""Whether there is such a part or not: nobody learns of a later one from it."""


@dataclass(frozen=True, slots=True)
class CaseRefused:
    """Why a case cannot be added: one or two sentences for the person who typed it."""

    message: str


def own_case(ask: AskCase, task: Task, parts: Collection[int] | None = None) -> AskCase | CaseRefused:
    """The case with a tidy name, its arguments in order and its part, or what to change. `task` is its task.

    `parts` are those that are unlocked; without it, those that nobody has to unlock.
    """
    if task.kind == "project":
        return CaseRefused("This task has tests of its own and no cases. Run its tests instead.")
    if outweighs([ask.args, ask.expected], MAX_WEIGHT):
        return CaseRefused(f"This case is too large. Keep it under {MAX_WEIGHT:,} characters.")
    part = part_for(task, ask.args, parts, said=ask.part)
    if part is None and ask.part:
        return CaseRefused(NOT_OPEN)
    part = part or task.parts[0]
    if wrong := unfit_args(ask.args, part):
        return CaseRefused(sentence(wrong))
    args = {param.name: ask.args[param.name] for param in part.signature.params}
    expected = ask.expected if ask.checked else None
    tidy = replace(ask, name=_tidy(ask.name), args=args, expected=expected, part=part.number)
    return _calls(tidy, part) if part.shape else _answer(tidy, task, part)


def _answer(ask: AskCase, task: Task, part: Part) -> AskCase | CaseRefused:
    if ask.checked and (wrong := unfit_answer(ask.expected, task, part)):
        return CaseRefused(sentence(wrong))
    typed = [(ask.args[param.name], param.type) for param in part.signature.params]
    typed += [(ask.expected, part.answers)] if ask.checked else []
    return CaseRefused(DIGITS) if any(outgrows_double(value, type) for value, type in typed) else ask


def _calls(ask: AskCase, part: Part) -> AskCase | CaseRefused:
    """What the calls should answer is written behind their arrows; whether any is checked decides for the case."""
    assert part.shape
    steps = read_calls(ask.args["calls"], part.shape)
    assert not isinstance(steps, CallFault), "they fit"
    if calls_outgrow_doubles(steps):
        return CaseRefused(DIGITS)
    checked = ask.checked and any(step.checked for step in steps)
    return replace(ask, expected=expectations(steps) if checked else None, checked=checked)


def _tidy(name: str) -> str:
    printable = "".join(character if character.isprintable() else " " for character in name)
    return " ".join(printable.split())[:MAX_NAME].rstrip() or NAMELESS
