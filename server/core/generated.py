"""Cases that a task's `gen.py` makes, answered by its good solution. Pure: builds runs, reads what came of them.

Two runs, one after the other, both in the sandbox: `generator_spec` -> `generated_inputs` -> `answers_spec` ->
`fill_expected`. The result depends on the task's digest alone, so whoever runs them keeps it by that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sandbox.contract import Case, CaseJudged, Limits, RunSpec, Verdict
from server.core.case_values import as_answered, positional
from server.core.judging import group_prefixes, part_of
from server.core.task import HiddenGroup, Solution, Task, TaskCase, TaskProblem
from server.core.task_check import argument_misfits, misfits
from server.core.words import StubStyle, spell

GENERATOR: Final = "gen.py"
LIMITS: Final = Limits(cpu_seconds=10.0, wall_seconds=22.0, memory_mb=512)
"""For the author's own programs: generous, but they end."""


def generated_groups(task: Task) -> tuple[HiddenGroup, ...]:
    """The hidden groups that `gen.py` makes cases for, of all parts."""
    return tuple(group for group in task.hidden if group.generate)


def generator_spec(task: Task, *, run: str) -> RunSpec:
    """A Python run of `generate(seed, **kwargs)`, one case for each seed of each group."""
    cases = tuple(
        Case(id, [seed], dict(group.generate.kwargs), checked=False)
        for id, group, seed in _seeds(task)
        if group.generate
    )
    return RunSpec(run, "python", task.generator, "generate", cases, limits=LIMITS)


def generated_inputs(task: Task, judged: Iterable[CaseJudged]) -> tuple[TaskCase, ...] | TaskProblem:
    """The cases that the generator's run made, still without answers; or why they cannot be used."""
    results = {piece.case: piece for piece in judged}
    cases: list[TaskCase] = []
    for id, group, seed in _seeds(task):
        result = results.get(id)
        signature = part_of(task, group.part).signature
        where = f"generate(seed={seed}) of the hidden group {group.name!r}"
        if result is None or result.verdict is not Verdict.UNCHECKED:
            return _trouble(task, GENERATOR, where, result)
        if not isinstance(result.got, dict):
            what = f"{where} does not return the parameters by name."
            return TaskProblem(task.slug, GENERATOR, 0, what, "Return a dict, such as {'items': [1, 2]}.")
        if wrong := argument_misfits(result.got, signature):
            what = f"{where} returns values that do not fit: {wrong[0].path}: {wrong[0].what}."
            return TaskProblem(task.slug, GENERATOR, 0, what, wrong[0].mend)
        args = {param.name: result.got[param.name] for param in signature.params}
        cases.append(TaskCase(id, f"seed {seed}", group.part, args, None))
    return tuple(cases)


def reference(task: Task, styles: Mapping[str, StubStyle]) -> Solution | None:
    """The good solution whose answers count: Python's where there is one, else the first in a language that runs."""
    good = [solution for solution in task.solutions if solution.promise == "good" and solution.language in styles]
    return next((solution for solution in good if solution.language == "python"), good[0] if good else None)


def answers_spec(task: Task, cases: Sequence[TaskCase], solution: Solution, style: StubStyle, *, run: str) -> RunSpec:
    """A run of the good solution on generated inputs. `style` is that of the solution's language."""
    calls = tuple(
        Case(
            case.id,
            positional(case.args, part_of(task, case.part).signature, style),
            checked=False,
            function=spell(part_of(task, case.part).signature.name, style),
        )
        for case in cases
    )
    function = spell(task.parts[0].signature.name, style)
    return RunSpec(run, style.language, solution.source, function, calls, limits=LIMITS)


def fill_expected(
    task: Task, cases: Sequence[TaskCase], solution: Solution, judged: Iterable[CaseJudged]
) -> Mapping[str, tuple[TaskCase, ...]] | TaskProblem:
    """The cases with their answers, by the name of their group; or why the good solution gave none."""
    file = f"solutions/{solution.file}"
    results = {piece.case: piece for piece in judged}
    groups = {id: group.name for id, group, _ in _seeds(task)}
    made: dict[str, tuple[TaskCase, ...]] = {group.name: () for group in generated_groups(task)}
    for case in cases:
        result = results.get(case.id)
        where = f"the answer to {case.name!r} of the hidden group {groups[case.id]!r}"
        if result is None or result.verdict is not Verdict.UNCHECKED:
            return _trouble(task, file, where, result)
        returns = part_of(task, case.part).signature.returns
        answer = as_answered(result.got, returns)
        if wrong := misfits(answer, returns, "answer"):
            return TaskProblem(task.slug, file, 0, f"{where} does not fit: {wrong[0].what}.", wrong[0].mend)
        expected = [answer] if task.compare == "any_of" else answer
        made[groups[case.id]] += (replace(case, expected=expected),)
    return made


def _seeds(task: Task) -> Iterable[tuple[str, HiddenGroup, int]]:
    """(case id, its group, its seed) of everything that is generated, in order."""
    prefixes = group_prefixes([group.name for group in task.hidden])
    for prefix, group in zip(prefixes, task.hidden, strict=True):
        for seed in group.generate.seeds if group.generate else ():
            yield f"{prefix}-seed-{seed}", group, seed


def _trouble(task: Task, file: str, where: str, result: CaseJudged | None) -> TaskProblem:
    if result is None:
        return TaskProblem(task.slug, file, 0, f"{where} did not come back.", "Run it again; look at the sandbox.")
    what = f"{where} ended with {result.verdict.value.replace('_', ' ')}: {result.message or 'no message'}"
    return TaskProblem(task.slug, file, 0, what, f"Mend {file}; its own limit is {LIMITS.cpu_seconds:g} CPU seconds.")
