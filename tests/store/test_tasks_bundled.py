"""The bundled tasks prove themselves: every solution keeps its promise, and every group of cases catches something."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pytest

from sandbox.contract import CaseJudged, Verdict
from server.core.generated import answers_spec, fill_expected, generated_inputs, generator_spec, reference
from server.core.judging import EXAMPLES, examples_spec, hidden_spec, shown_examples, shown_hidden
from server.core.stubs import starter
from server.core.task import Solution, Task, TaskCase
from server.core.words import StubStyle, stub_style
from server.store.tasks import TaskFolders
from tests.store.trusted import run_trusted

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TASKS = ROOT / "tasks"


def _style(language: str) -> StubStyle:
    return stub_style(tomllib.loads((ROOT / "sandbox" / "languages" / language / "language.toml").read_text()))


STYLES = {language: _style(language) for language in ("python", "javascript")}
LIBRARY = TaskFolders(TASKS, list(STYLES.values()))
BUNDLED = {task.slug: task for task in LIBRARY.tasks()}
SOLUTIONS = [(task.slug, solution.file) for task in BUNDLED.values() for solution in task.solutions]

Results = Mapping[tuple[str, str], CaseJudged]
"""What came of each case, by the name of its group ("examples" for those) and its own."""


def solution_of(slug: str, file: str) -> Solution:
    return next(solution for solution in BUNDLED[slug].solutions if solution.file == file)


def all_parts(task: Task) -> set[int]:
    return {part.number for part in task.parts}


@cache
def made(slug: str) -> Mapping[str, tuple[TaskCase, ...]]:
    """The generated cases of a task, answered by its good solution, the way a room gets them."""
    task = BUNDLED[slug]
    beside = TASKS / slug / "solutions"
    cases = generated_inputs(task, run_trusted(generator_spec(task, run="made"), beside))
    assert isinstance(cases, tuple), cases
    good = reference(task, STYLES)
    assert good
    spec = answers_spec(task, cases, good, STYLES[good.language], run="answered")
    filled = fill_expected(task, cases, good, run_trusted(spec, beside))
    assert isinstance(filled, Mapping), filled
    return filled


@cache
def results(slug: str, file: str) -> Results:
    """What this solution does with every case of every part. Generated cases only where quick ones are asked."""
    task, solution = BUNDLED[slug], solution_of(slug, file)
    generated = made(slug)
    if solution.promise == "slow":  # one case is enough to see it, and each costs its whole time limit
        generated = {group: cases[:1] for group, cases in generated.items()}
    return _run(task, solution.language, solution.source, generated, 1.5 if solution.promise == "slow" else 1.0)


def _run(
    task: Task, language: str, source: str, generated: Mapping[str, Iterable[TaskCase]], stretch: float = 1.0
) -> Results:
    style, parts = STYLES[language], all_parts(task)
    cases = {group: tuple(some) for group, some in generated.items()}
    examples = examples_spec(task, style, run="r", source=source, parts=parts)
    hidden = hidden_spec(task, style, run="r", source=source, made=cases, parts=parts)
    shown = (*shown_examples(task, parts=parts), *shown_hidden(task, cases, parts))
    beside, seconds = TASKS / task.slug / "solutions", examples.limits.cpu_seconds * stretch
    judged = run_trusted(examples, beside, seconds) + run_trusted(hidden, beside, seconds)
    return {(case.group, case.name): piece for case, piece in zip(shown, judged, strict=True)}


def promised(solution: Solution) -> tuple[str, str]:
    """The group and case (or "") of the first line `# fails: group/case`."""
    first = solution.source.splitlines()[0]
    mark = {"python": "# fails: ", "javascript": "// fails: "}[solution.language]
    assert first.startswith(mark), f"{solution.file} does not say in its first line what it fails"
    group, _, case = first.removeprefix(mark).partition("/")
    return group, case


def failed(all: Results) -> dict[tuple[str, str], Verdict]:
    return {where: piece.verdict for where, piece in all.items() if piece.verdict is not Verdict.PASSED}


def test_the_three_bundled_tasks_load_and_leave_nothing_to_say() -> None:
    assert list(LIBRARY.problems()) == []
    assert sorted(BUNDLED) == ["alert-storms", "split-discount", "ticket-search"]
    assert [task.notes for task in BUNDLED.values()] == [(), (), ()]


@pytest.mark.parametrize(("slug", "file"), SOLUTIONS)
def test_a_solution_keeps_its_promise(slug: str, file: str) -> None:
    solution, all = solution_of(slug, file), results(slug, file)
    if solution.promise == "good":
        assert failed(all) == {}, [piece for piece in all.values() if piece.verdict is not Verdict.PASSED][:3]
        limit = BUNDLED[slug].limits.time * 1000
        assert max(piece.ms for piece in all.values()) * 2 <= limit, "a good solution needs over half of the limit"
        return
    group, case = promised(solution)
    caught = {where for where in failed(all) if where[0] == group and case in ("", where[1])}
    assert caught, f"nothing in {group}/{case} fails; what fails: {sorted(failed(all))}"
    honest = {"wrong": Verdict.WRONG, "slow": Verdict.TIME_LIMIT}[solution.promise]
    assert set(failed(all).values()) == {honest}, f"fails in another way than it promises: {failed(all)}"


@pytest.mark.parametrize("slug", BUNDLED)
def test_every_hidden_group_catches_a_solution_that_the_examples_may_miss(slug: str) -> None:
    task = BUNDLED[slug]
    bad = [solution for solution in task.solutions if solution.promise != "good"]
    catching = {group for solution in bad for group, _ in failed(results(slug, solution.file))}
    assert {group.name for group in task.hidden} - catching == set(), "these groups catch nothing"
    sly = [
        solution.file
        for solution in bad
        if solution.promise == "wrong" and EXAMPLES not in {group for group, _ in failed(results(slug, solution.file))}
    ]
    assert sly, "every wrong solution already fails an example: the hidden cases add nothing"


@pytest.mark.parametrize("language", STYLES)
@pytest.mark.parametrize("slug", BUNDLED)
def test_the_starter_code_runs_and_passes_no_example(slug: str, language: str) -> None:
    task, style = BUNDLED[slug], STYLES[language]
    source = starter(task, style, all_parts(task))
    spec = examples_spec(task, style, run="r", source=source, parts=all_parts(task))
    assert {piece.verdict for piece in run_trusted(spec, TASKS)} == {Verdict.WRONG}


@pytest.mark.parametrize("slug", BUNDLED)
def test_a_task_is_ready_to_interview_with(slug: str) -> None:
    task = BUNDLED[slug]
    assert len([case for case in task.examples if case.part == 1]) >= 3
    assert len(task.hidden) >= 4
    assert len(task.parts) == 2
    assert len(task.guide.hints) >= 3
    assert len(task.guide.follow_ups) >= 3
    assert len(task.guide.green_flags) >= 3
    assert len(task.guide.red_flags) >= 3
    assert task.guide.complexity
    assert all(len(levels) == 4 for levels in task.rubric.values())
    assert task.rubric
    assert 25 <= task.minutes <= 40
    assert task.skills
    assert task.tags
    assert (task.author, task.license) == ("Greenroom", "CC-BY-4.0")
    assert task.languages == ("python", "javascript")
    promises = [(solution.promise, solution.language) for solution in task.solutions]
    assert {("good", "python"), ("good", "javascript"), ("wrong", "javascript")} <= set(promises)
    assert promises.count(("wrong", "python")) >= 3


@pytest.mark.parametrize("slug", BUNDLED)
def test_no_hidden_case_is_an_example(slug: str) -> None:
    task = BUNDLED[slug]
    examples = [case.args for case in task.examples]
    assert [case.name for group in task.hidden for case in group.cases if case.args in examples] == []
