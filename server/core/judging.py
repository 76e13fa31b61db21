"""From a task and somebody's source to a run: which cases are sent, in which order, with what limits. Pure.

Invariant: a spec holds the cases of unlocked parts only, so a later part is neither run nor shown before its time.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, assert_never

from sandbox.contract import Callee, Case, Limits, RunSpec
from server.core.case_values import shown_value
from server.core.events import CaseAdded, CaseShown, Reveal
from server.core.fitting import part_for, unfit_answer, unfit_args
from server.core.sent import comparison, function, mode, sent_case
from server.core.stubs import part_shape
from server.core.task import ClassShape, Signature, Task, TaskCase, open_parts
from server.core.words import StubStyle, spell, type_word

EXAMPLES: Final = "examples"
OWN: Final = "own"
"""The `group` of a shown case that is an example, or that somebody in the room added."""
PATIENCE: Final = 2.0
"""Wall seconds for each CPU second: on a busy machine a fair program waits about as long as it works."""
GRACE: Final = 2.0
"""Wall seconds on top, so that a short CPU limit still survives one slow start."""

Made = Mapping[str, Sequence[TaskCase]]
"""The cases that `gen.py` made, and those that the good solution had to answer, by the name of their group (see
`server.core.generated`)."""


def examples_spec(
    task: Task,
    style: StubStyle,
    *,
    run: str,
    source: str,
    own: Iterable[CaseAdded] = (),
    parts: Collection[int] | None = None,
) -> RunSpec:
    """The task's examples, then the room's own cases, in this language. Own cases of other tasks are left out.

    `parts` are those that are unlocked; without it, those that nobody has to unlock. So it is everywhere here.
    """
    cases = [sent_case(task, style, case) for case in _examples(task, parts)]
    cases += [sent_case(task, style, case, checked=added.checked) for added, case in _fitting(task, own, parts)]
    return _spec(task, style, run, source, cases, parts)


def hidden_spec(
    task: Task,
    style: StubStyle,
    *,
    run: str,
    source: str,
    made: Made,
    parts: Collection[int] | None = None,
    seed: int = 0,
) -> RunSpec:
    """Every hidden case of the unlocked parts, in an order drawn from `seed`; 0 for the author's own.

    Raises KeyError when `made` lacks a group whose cases or answers have to be made.
    """
    cases = [sent_case(task, style, case) for _, case in _hidden(task, made, parts)]
    if seed:
        cases.sort(key=lambda case: hashlib.sha256(f"{seed} {case.id}".encode()).digest())
    spec = _spec(task, style, run, source, cases, parts)
    chosen = open_parts(task) if parts is None else parts
    longest = max((group.time for group in task.hidden if group.part in chosen), default=0.0)
    return replace(spec, limits=limits_for(task, style.language, longest))


def shown_examples(
    task: Task, own: Iterable[CaseAdded] = (), parts: Collection[int] | None = None
) -> tuple[CaseShown, ...]:
    """What the run panel lists for `examples_spec` with the same arguments, in the same order."""
    examples = [_shown(case, EXAMPLES) for case in _examples(task, parts)]
    return (*examples, *(_shown(case, OWN, added) for added, case in _fitting(task, own, parts)))


def shown_hidden(task: Task, made: Made, parts: Collection[int] | None = None) -> tuple[CaseShown, ...]:
    """What the interviewer's panel lists for `hidden_spec` with the same arguments, in the author's order."""
    return tuple(replace(_shown(case, group), reveal=_reveal(task, case)) for group, case in _hidden(task, made, parts))


def limits_for(task: Task, language: str, least: float = 0.0) -> Limits:
    """The task's limits as the sandbox takes them, with at least so many CPU seconds a case."""
    cpu = max((task.limits.by_language or {}).get(language, task.limits.time), least)
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
    task: Task, style: StubStyle, run: str, source: str, cases: Sequence[Case], parts: Collection[int] | None
) -> RunSpec:
    return RunSpec(
        run=run,
        language=style.language,
        source=source,
        function=function(task, style),
        cases=tuple(cases),
        compare=comparison(task),
        limits=limits_for(task, style.language),
        mode=mode(task),
        callees=callees(task, style, parts),
    )


def callees(task: Task, style: StubStyle, parts: Collection[int] | None = None) -> tuple[Callee, ...]:
    """Everything that the cases of these parts may call, in the language's own words. Empty for programs."""
    found: list[Callee] = []
    chosen = open_parts(task) if parts is None else parts
    for part in task.parts:
        match part_shape(part) if part.number in chosen else None:
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


def _examples(task: Task, parts: Collection[int] | None) -> Iterable[TaskCase]:
    chosen = open_parts(task) if parts is None else parts
    return (case for case in task.examples if case.part in chosen)


def _hidden(task: Task, made: Made, parts: Collection[int] | None) -> Iterable[tuple[str, TaskCase]]:
    """Each with the name of its group: those that the author wrote, and behind them those that were made."""
    chosen = open_parts(task) if parts is None else parts
    for group in task.hidden:
        if group.part not in chosen:
            continue
        needed = group.generate or any(case.answer == "missing" for case in group.cases)
        more = {case.id: case for case in (made[group.name] if needed else ())}
        for case in group.cases:
            yield group.name, more.pop(case.id, case)
        yield from ((group.name, case) for case in more.values())


def _fitting(
    task: Task, own: Iterable[CaseAdded], parts: Collection[int] | None
) -> Iterable[tuple[CaseAdded, TaskCase]]:
    """The own cases of this task that can still be run as they are: its files may have changed since."""
    for added in own:
        part = part_for(task, added.args, parts, said=added.part) if added.task == task.slug else None
        if part and not unfit_args(added.args, part):
            if added.checked and unfit_answer(added.expected, task, part):
                continue
            expected = [added.expected] if task.compare == "any_of" and added.checked else added.expected
            yield added, TaskCase(added.case, added.name, part.number, added.args, expected)


def _reveal(task: Task, case: TaskCase) -> Reveal:
    """What the author says of the case, but its name at least where candidates hear every name."""
    own = Reveal(case.reveal)
    return Reveal.NAME if own is Reveal.NEVER and task.feedback == "names" else own


def _shown(case: TaskCase, group: str, own: CaseAdded | None = None) -> CaseShown:
    values = {key: shown_value(value) for key, value in case.args.items()}
    expected, checked = (own.expected, own.checked) if own else (case.expected, True)
    return CaseShown(case.id, case.name, group, values, shown_value(expected), checked)
