"""From a task and somebody's source to a run: which cases are sent, in which order, with what limits. Pure.

Invariant: a spec holds the cases of unlocked parts only, so a later part is neither run nor shown before its time.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, assert_never

from sandbox.contract import Callee, Case, Comparison, Limits, RunSpec
from server.core.case_values import expected_answers, positional, shown_value
from server.core.events import CaseAdded, CaseShown
from server.core.stubs import OPEN, part_shape
from server.core.task import ClassShape, Json, Part, Signature, Task, TaskCase
from server.core.task_check import argument_misfits
from server.core.words import StubStyle, spell, type_word

EXAMPLES: Final = "examples"
OWN: Final = "own"
"""The `group` of a shown case that is an example, or that somebody in the room added."""
PATIENCE: Final = 2.0
"""Wall seconds for each CPU second: on a busy machine a fair program waits about as long as it works."""
GRACE: Final = 2.0
"""Wall seconds on top, so that a short CPU limit still survives one slow start."""

Made = Mapping[str, Sequence[TaskCase]]
"""The cases that `gen.py` made, by the name of their group (see `server.core.generated`)."""


def open_parts(task: Task) -> frozenset[int]:
    """The parts that nobody has to unlock."""
    return frozenset(part.number for part in task.parts if part.unlock == "start")


def examples_spec(
    task: Task,
    style: StubStyle,
    *,
    run: str,
    source: str,
    own: Iterable[CaseAdded] = (),
    parts: Collection[int] = OPEN,
) -> RunSpec:
    """The task's examples, then the room's own cases, in this language. Own cases of other tasks are left out."""
    cases = [_case(task, style, case) for case in _examples(task, parts)]
    cases += [_own_case(task, style, added, part) for added, part in _fitting(task, own, parts)]
    return _spec(task, style, run, source, cases, parts)


def hidden_spec(
    task: Task,
    style: StubStyle,
    *,
    run: str,
    source: str,
    made: Made,
    parts: Collection[int] = OPEN,
) -> RunSpec:
    """Every hidden case of the unlocked parts. Raises KeyError when `made` lacks a group that is generated."""
    cases = [_case(task, style, case) for _, case in _hidden(task, made, parts)]
    return _spec(task, style, run, source, cases, parts)


def shown_examples(task: Task, own: Iterable[CaseAdded] = (), parts: Collection[int] = OPEN) -> tuple[CaseShown, ...]:
    """What the run panel lists for `examples_spec` with the same arguments, in the same order."""
    examples = [_shown(case.id, case.name, EXAMPLES, case.args, case.expected) for case in _examples(task, parts)]
    added = [
        _shown(case.case, case.name, OWN, case.args, case.expected, case.checked)
        for case, _ in _fitting(task, own, parts)
    ]
    return (*examples, *added)


def shown_hidden(task: Task, made: Made, parts: Collection[int] = OPEN) -> tuple[CaseShown, ...]:
    """What the interviewer's panel lists for `hidden_spec` with the same arguments, in the same order."""
    return tuple(
        _shown(case.id, case.name, group, case.args, case.expected) for group, case in _hidden(task, made, parts)
    )


def part_of(task: Task, number: int) -> Part:
    """The part with this number; the loader lets no case name another."""
    return next(part for part in task.parts if part.number == number)


def part_for(task: Task, args: Mapping[str, Json], parts: Collection[int]) -> Part | None:
    """The first unlocked part whose parameters are exactly these: how a case of one's own finds its function."""
    for part in task.parts:
        if part.number in parts and {param.name for param in part.signature.params} == args.keys():
            return part
    return None


def limits_for(task: Task, language: str) -> Limits:
    """The task's limits as the sandbox takes them."""
    cpu = (task.limits.by_language or {}).get(language, task.limits.time)
    return Limits(
        cpu_seconds=cpu,
        wall_seconds=cpu * PATIENCE + GRACE,
        memory_mb=task.limits.memory,
        shown_bytes=task.limits.output * 1024,
    )


def group_prefixes(names: Sequence[str]) -> tuple[str, ...]:
    """What the case ids of each hidden group begin with: from its name, all different, none like an example's."""
    taken = {"example", OWN}
    prefixes: list[str] = []
    for number, name in enumerate(names, start=1):
        prefix = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "group"
        if prefix in taken or prefix.endswith("-seed"):  # "edge-seed-1" is the generated case of the group "edge"
            prefix = f"{prefix}-g{number}"
        taken.add(prefix)
        prefixes.append(prefix)
    return tuple(prefixes)


def _spec(
    task: Task, style: StubStyle, run: str, source: str, cases: Sequence[Case], parts: Collection[int]
) -> RunSpec:
    return RunSpec(
        run=run,
        language=style.language,
        source=source,
        function=spell(task.parts[0].signature.name, style),
        cases=tuple(cases),
        compare=Comparison(task.compare, task.tolerance),
        limits=limits_for(task, style.language),
        callees=callees(task, style, parts),
    )


def callees(task: Task, style: StubStyle, parts: Collection[int] = OPEN) -> tuple[Callee, ...]:
    """Everything that the cases of these parts may call, in the language's own words. Empty for programs."""
    found: list[Callee] = []
    for part in task.parts:
        match part_shape(part) if part.number in parts else None:
            case ClassShape() as shape:
                params = tuple(type_word(param.type, style) for param in shape.constructor.params)
                found.append(Callee(shape.name, params, of=shape.name, constructs=True))
                found.extend(_callee(method, style, shape.name) for method in shape.methods)
            case Signature() as signature:
                found.append(_callee(signature, style))
            case None:
                pass
            case never:
                assert_never(never)
    return tuple(found)


def _callee(signature: Signature, style: StubStyle, of: str = "") -> Callee:
    params = tuple(type_word(param.type, style) for param in signature.params)
    return Callee(spell(signature.name, style), params, type_word(signature.returns, style), of)


def _case(task: Task, style: StubStyle, case: TaskCase) -> Case:
    part = part_of(task, case.part)
    return Case(
        id=case.id,
        args=positional(case.args, part.signature, style),
        expected=expected_answers(task, part, case.expected, style),
        function=_function(part, style),
    )


def _own_case(task: Task, style: StubStyle, added: CaseAdded, part: Part) -> Case:
    expected = [added.expected] if task.compare == "any_of" else added.expected
    return Case(
        id=added.case,
        args=positional(added.args, part.signature, style),
        expected=expected_answers(task, part, expected, style) if added.checked else None,
        checked=added.checked,
        function=_function(part, style),
    )


def _function(part: Part, style: StubStyle) -> str:
    """Part 1 is the run's own function, so the usual case stays as small as can be."""
    return "" if part.number == 1 else spell(part.signature.name, style)


def _examples(task: Task, parts: Collection[int]) -> Iterable[TaskCase]:
    return (case for case in task.examples if case.part in parts)


def _hidden(task: Task, made: Made, parts: Collection[int]) -> Iterable[tuple[str, TaskCase]]:
    for group in task.hidden:
        if group.part in parts:
            yield from ((group.name, case) for case in group.cases)
            yield from ((group.name, case) for case in (made[group.name] if group.generate else ()))


def _fitting(task: Task, own: Iterable[CaseAdded], parts: Collection[int]) -> Iterable[tuple[CaseAdded, Part]]:
    """The own cases of this task that still call one of its functions: its files may have changed since."""
    for added in own:
        part = part_for(task, added.args, parts) if added.task == task.slug else None
        if part and not argument_misfits(added.args, part.signature):
            yield added, part


def _shown(id: str, name: str, group: str, args: Mapping[str, Json], expected: Json, checked: bool = True) -> CaseShown:
    values = {key: shown_value(value) for key, value in args.items()}
    return CaseShown(id, name, group, values, shown_value(expected), checked)
