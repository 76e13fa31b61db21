"""Cases that `gen.py` makes, and answers of the good solution. Pure: builds runs, reads what came of them.

Two runs, one after the other, both in the sandbox: `generator_spec` -> `generated_inputs` -> `answers_spec` ->
`fill_expected`. The result depends on the task's digest alone, so whoever runs them keeps it by that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sandbox.contract import Case, CaseJudged, Limits, RunSpec, Verdict
from server.core.calls import CallFault, answered, expectations, read_calls
from server.core.case_values import as_answered
from server.core.fitting import unfit_args
from server.core.judging import callees, group_prefixes
from server.core.sent import function, mode, part_of, sent_case
from server.core.stubs import lacking, part_shape
from server.core.tables import table_misfit
from server.core.task import ClassShape, HiddenGroup, Json, Part, Solution, Task, TaskCase, TaskProblem
from server.core.task_check import Misfit, misfits
from server.core.words import StubStyle

GENERATOR: Final = "gen.py"
LIMITS: Final = Limits(cpu_seconds=10.0, wall_seconds=22.0, memory_mb=512)
"""For the author's own programs: generous, but they end."""


def generated_groups(task: Task) -> tuple[HiddenGroup, ...]:
    """The hidden groups that `gen.py` makes cases for, of all parts."""
    return tuple(group for group in task.hidden if group.generate)


def generator_spec(task: Task, *, run: str) -> RunSpec:
    """A Python run of `generate(seed, **kwargs)`, one case for each seed of each group."""
    cases = tuple(
        Case(id, [seed], dict(group.generate.kwargs), checked=False, lot=GENERATOR)
        for id, group, seed in _seeds(task)
        if group.generate
    )
    return RunSpec(run, "python", task.generator, "generate", cases, limits=LIMITS)


def needs_making(task: Task) -> bool:
    """Whether any hidden case, or the answer to one, has to be made before the hidden cases can run."""
    return bool(generated_groups(task) or unanswered(task))


def unanswered(task: Task) -> tuple[TaskCase, ...]:
    """The hidden cases that the author left to the good solution, and that nothing has answered yet."""
    return tuple(case for group in task.hidden for case in group.cases if case.answer == "missing")


def generated_inputs(task: Task, judged: Iterable[CaseJudged]) -> tuple[TaskCase, ...] | TaskProblem:
    """The cases that the generator's run made, still without answers; or why they cannot be used."""
    results = {piece.case: piece for piece in judged}
    cases: list[TaskCase] = []
    for id, group, seed in _seeds(task):
        result = results.get(id)
        part = part_of(task, group.part)
        where = f"generate(seed={seed}) of the hidden group {group.name!r}"
        if result is None or result.verdict is not Verdict.UNCHECKED:
            return _trouble(task, GENERATOR, where, result)
        given = _by_name(result.got, part)
        if not isinstance(given, dict):
            what = f"{where} does not return the parameters by name."
            return TaskProblem(task.slug, GENERATOR, 0, what, "Return a dict, such as {'items': [1, 2]}.")
        if wrong := unfit_args(given, part):
            what = f"{where} returns values that do not fit: {wrong.path}: {wrong.what}."
            return TaskProblem(task.slug, GENERATOR, 0, what, wrong.mend)
        args = {param.name: given[param.name] for param in part.signature.params}
        cases.append(TaskCase(id, f"seed {seed}", group.part, args, None))
    return tuple(cases)


def unlike(task: Task, first: Sequence[TaskCase], again: Sequence[TaskCase]) -> TaskProblem | None:
    """What is to be said where the generator made another input from the same seed; None where it did not."""
    groups = {id: group.name for id, group, _ in _seeds(task)}
    for one, two in zip(first, again, strict=True):
        if one.args != two.args:
            what = f"Run twice, generate() of the hidden group {groups[one.id]!r} made two inputs from {one.name}."
            mend = "Draw everything from random.Random(seed), and keep time and the order of sets out of it."
            return TaskProblem(task.slug, GENERATOR, 0, what, mend)
    return None


def reference(task: Task, styles: Mapping[str, StubStyle]) -> Solution | None:
    """The good solution whose answers count: `good.py`, another one in Python, or the first in a language that runs."""
    shapes = [shape for part in task.parts if (shape := part_shape(part))]
    good = [
        solution
        for solution in task.solutions
        if solution.promise == "good" and (style := styles.get(solution.language))
        if not lacking(task.kind, shapes, style)
    ]
    return min(good, key=lambda solution: (solution.file != "good.py", solution.language != "python"), default=None)


def answers_spec(task: Task, cases: Sequence[TaskCase], solution: Solution, style: StubStyle, *, run: str) -> RunSpec:
    """A run of the good solution on cases without answers. `style` is that of the solution's language."""
    return RunSpec(
        run,
        style.language,
        solution.source,
        function(task, style),
        tuple(replace(sent_case(task, style, case, checked=False), lot=solution.file) for case in cases),
        limits=LIMITS,
        mode=mode(task),
        callees=callees(task, style, {part.number for part in task.parts}),
    )


def fill_expected(
    task: Task, cases: Sequence[TaskCase], solution: Solution, judged: Iterable[CaseJudged]
) -> Mapping[str, tuple[TaskCase, ...]] | TaskProblem:
    """The cases with their answers, by the name of their group; or why the good solution gave none."""
    file = f"solutions/{solution.file}"
    results = {piece.case: piece for piece in judged}
    groups = {id: group.name for id, group, _ in _seeds(task)}
    groups |= {case.id: group.name for group in task.hidden for case in group.cases}
    made: dict[str, tuple[TaskCase, ...]] = {groups[case.id]: () for case in cases}
    for case in cases:
        result = results.get(case.id)
        where = f"the answer to {case.name!r} of the hidden group {groups[case.id]!r}"
        if result is None or result.verdict is not Verdict.UNCHECKED:
            return _trouble(task, file, where, result)
        filled = _answered(task, case, result.got)
        if isinstance(filled, Misfit):
            return TaskProblem(task.slug, file, 0, f"{where} does not fit: {filled.what}.", filled.mend)
        made[groups[case.id]] += (filled,)
    return made


def _by_name(got: Json, part: Part) -> Json:
    """A program's input, a class's calls and an sql case's seed have one name, which a generator may leave out."""
    return got if part.signature.name or isinstance(got, dict) else {part.signature.params[0].name: got}


def _answered(task: Task, case: TaskCase, got: Json) -> TaskCase | Misfit:
    """The case with this answer."""
    part = part_of(task, case.part)
    if part.shape:
        return _calls_answered(case, part.shape, got)
    answer = as_answered(got, part.answers)
    if wrong := misfits(answer, part.answers, "answer"):
        return wrong[0]
    if task.kind == "sql" and (misfit := table_misfit(answer, "answer")):
        return misfit
    return replace(case, expected=[answer] if task.compare == "any_of" else answer)


def _calls_answered(case: TaskCase, shape: ClassShape, got: Json) -> TaskCase | Misfit:
    """Each method that returns something is checked from now on, for what the good solution answered."""
    texts = case.args["calls"]
    steps = read_calls(texts, shape)
    if isinstance(steps, CallFault) or not isinstance(got, list) or len(got) != len(texts) - 1:
        return Misfit(("answer",), "there is not one answer for each call", "Look at the sandbox.")
    answers = [as_answered(answer, step.callable.returns) for answer, step in zip(got, steps[1:], strict=True)]
    calls = answered(texts, steps, answers)
    filled = read_calls(calls, shape)
    if isinstance(filled, CallFault):
        return Misfit(("answer",), f"call {filled.index + 1}: {filled.what}", filled.mend)
    return replace(case, args={"calls": calls}, expected=expectations(filled))


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
