"""Which part of a task somebody's own arguments are about, and whether it can be tried with them. Pure."""

from collections.abc import Collection, Mapping

from server.core.calls import CallFault, read_calls
from server.core.tables import table_misfit
from server.core.task import ClassShape, Json, Part, Task, open_parts
from server.core.task_check import Misfit, argument_misfits, misfits


def part_for(
    task: Task, args: Mapping[str, Json], parts: Collection[int] | None = None, *, said: int = 0
) -> Part | None:
    """The unlocked part that a case of one's own is about: the one that was `said`, by its number; without one (0) the
    first that takes these arguments, found by its class, else by its parameters."""
    chosen = open_parts(task) if parts is None else parts
    if said:
        return next((part for part in task.parts if part.number == said and said in chosen), None)
    for part in task.parts:
        alike = {param.name for param in part.signature.params} == args.keys()
        if part.number in chosen and alike and (part.shape is None or _constructs(args["calls"], part.shape)):
            return part
    return None


def unfit_args(args: Mapping[str, Json], part: Part) -> Misfit | None:
    """Why the part cannot be tried with these arguments; None when it can."""
    if wrong := argument_misfits(args, part.signature):
        return wrong[0]
    steps = read_calls(args["calls"], part.shape) if part.shape else ()
    return Misfit(("calls", steps.index), steps.what, steps.mend) if isinstance(steps, CallFault) else None


def unfit_answer(expected: Json, task: Task, part: Part) -> Misfit | None:
    """Why this cannot be what the part should answer; None when it can. Of a class the arrows say it, in its calls."""
    if part.shape:
        return None
    wrong = misfits(expected, part.answers, "answer")
    return wrong[0] if wrong else table_misfit(expected, "answer") if task.kind == "sql" else None


def sentence(misfit: Misfit) -> str:
    """What is wrong, for people in the room.

    The loader's mends that speak of the signature are for the author; here the value is what can change.
    """
    match misfit.steps:
        case ("calls", int(index)):
            return f"Call {index + 1}: {misfit.what}. {misfit.mend}"
        case _ if "signature" in misfit.mend:
            return f"{misfit.path}: {misfit.what}. Use another value."
        case _:
            return str(misfit)


def _constructs(calls: Json, shape: ClassShape) -> bool:
    return isinstance(calls, list) and str(next(iter(calls), "")).lstrip().startswith(shape.name)
