"""A case of one's own, as somebody in the room typed it: fit to run, or refused with one sentence. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from server.core.case_values import outweighs
from server.core.events import AskCase
from server.core.judging import part_for
from server.core.stubs import OPEN
from server.core.task import Part, Task
from server.core.task_check import Misfit, argument_misfits, misfits, outgrows_double

MAX_WEIGHT: Final = 16_000
"""Characters of one own case, arguments and answer together: by hand nobody types more, and each run sends them all."""
MAX_NAME: Final = 80
NAMELESS: Final = "own case"


@dataclass(frozen=True, slots=True)
class CaseRefused:
    """Why a case cannot be added: one or two sentences for the person who typed it."""

    message: str


def own_case(ask: AskCase, task: Task, parts: Collection[int] = OPEN) -> AskCase | CaseRefused:
    """The case with a tidy name and its arguments in the signature's order, or what to change. `task` is its task."""
    if outweighs([ask.args, ask.expected], MAX_WEIGHT):
        return CaseRefused(f"This case is too large. Keep it under {MAX_WEIGHT:,} characters.")
    part = part_for(task, ask.args, parts) or task.parts[0]
    if wrong := argument_misfits(ask.args, part.signature):
        return CaseRefused(_sentence(wrong[0]))
    returns = part.signature.returns
    if ask.checked and (wrong := misfits(ask.expected, returns, "answer")):
        return CaseRefused(_sentence(wrong[0]))
    if _loses_digits(ask, part):
        return CaseRefused("A browser cannot hold whole numbers beyond 9007199254740991. Use a smaller number.")
    args = {param.name: ask.args[param.name] for param in part.signature.params}
    return replace(ask, name=_tidy(ask.name), args=args, expected=ask.expected if ask.checked else None)


def _loses_digits(ask: AskCase, part: Part) -> bool:
    typed = [(ask.args[param.name], param.type) for param in part.signature.params]
    if ask.checked:
        typed.append((ask.expected, part.signature.returns))
    return any(outgrows_double(value, type) for value, type in typed)


def _sentence(misfit: Misfit) -> str:
    """The loader's mends that speak of the signature are for the author; in the room the value is what can change."""
    if "signature" in misfit.mend:
        return f"{misfit.path}: {misfit.what}. Use another value."
    return str(misfit)


def _tidy(name: str) -> str:
    printable = "".join(character if character.isprintable() else " " for character in name)
    return " ".join(printable.split())[:MAX_NAME].rstrip() or NAMELESS
