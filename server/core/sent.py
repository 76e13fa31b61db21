"""A case as the sandbox runs it, in the words of one language. Pure. The task's kind says what it is made of."""

from typing import Final, assert_never

from sandbox.contract import Call, Case, Comparison, Mode
from server.core.calls import CallFault, read_calls
from server.core.case_values import as_called, as_compared, expected_answers, positional
from server.core.signature import VOID
from server.core.tables import CASE as TABLE_CASE
from server.core.tables import QUERY
from server.core.task import ClassShape, Kind, Param, Part, Signature, Task, TaskCase, Type
from server.core.words import StubStyle, spell

_TEXT: Final = Type("string")
_NO_TOLERANCE: Final = 0.0

CASES: Final[dict[Kind, Signature]] = {
    "class": Signature("", (Param("calls", Type("list", (_TEXT,))),), Type("list", (Type("any"),))),
    "stdin": Signature("", (Param("stdin", _TEXT),), _TEXT),
    "sql": TABLE_CASE,
    "project": Signature("", (), VOID),
}
"""What a case looks like to people, for every kind of task but function, where the author says it."""


def part_of(task: Task, number: int) -> Part:
    """The part with this number; the loader lets no case name another."""
    return next(part for part in task.parts if part.number == number)


def sent_case(task: Task, style: StubStyle, case: TaskCase, *, checked: bool = True) -> Case:
    """The case for a run in this language. Where it is not `checked`, only what comes of it is of interest."""
    part = part_of(task, case.part)
    match task.kind:
        case "function":
            expected = expected_answers(task, part.answers, case.expected, style) if checked else None
            args = positional(case.args, part.signature, style)
            function, given = _function(part, style), dict(case.args) if task.compare == "checker" else None
            return Case(case.id, args, {}, expected, checked, function, part.back, given=given)
        case "class":
            assert part.shape
            calls = _calls(case.args["calls"], part.shape, style, checked=checked)
            return Case(case.id, checked=any(call.checked for call in calls), calls=calls)
        case "stdin":
            expected, text = case.expected if checked else None, case.args["stdin"]
            given = text if task.compare == "checker" else None
            return Case(case.id, expected=expected, checked=checked, stdin=text, given=given)
        case "sql":
            script = f"{task.schema}\n{case.args['seed']}\n"
            return Case(case.id, [script], expected=case.expected if checked else None, checked=checked)
        case "project":
            return Case(case.id, checked=False)
        case _:
            assert_never(task.kind)


def mode(task: Task) -> Mode:
    """What a run of this task does with its source."""
    match task.kind:
        case "function" | "sql" | "project":
            return Mode.FUNCTION
        case "class":
            return Mode.CLASS
        case "stdin":
            return Mode.PROGRAM
        case _:
            assert_never(task.kind)


def function(task: Task, style: StubStyle) -> str:
    """What a case of the run calls when it does not say: the function of part 1."""
    if task.kind == "sql":
        return QUERY
    return spell(task.parts[0].signature.name, style) if task.kind == "function" else ""


def comparison(task: Task) -> Comparison:
    """How the answers are compared. A program's numbers may differ only where its author says by how much."""
    if task.kind == "sql":
        return Comparison("rows", ordered=task.tables.order, named=task.tables.columns)
    if task.kind == "stdin" and task.compare == "tolerance":
        return Comparison("tokens", task.tolerance)
    if task.kind == "stdin":
        return Comparison(task.compare, _NO_TOLERANCE, checker=task.checker, validator=task.validator)
    return Comparison(task.compare, task.tolerance, checker=task.checker)


def _calls(texts: list[str], shape: ClassShape, style: StubStyle, *, checked: bool) -> tuple[Call, ...]:
    steps = read_calls(texts, shape)
    assert not isinstance(steps, CallFault), "calls are read before a case is one"
    return tuple(
        Call(
            step.callable.name if step.callable is shape.constructor else spell(step.callable.name, style),
            [as_called(value, param.type, style) for value, param in zip(step.args, step.callable.params, strict=True)],
            as_compared(step.expected, step.callable.returns, style) if checked and step.checked else None,
            checked and step.checked,
        )
        for step in steps
    )


def _function(part: Part, style: StubStyle) -> str:
    """Part 1 is the run's own function, so the usual case stays as small as can be."""
    return "" if part.number == 1 else spell(part.signature.name, style)
