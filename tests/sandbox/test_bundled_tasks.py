"""The bundled tasks in the real sandbox: inputs made, answered and judged in containers, as a room does it."""

from collections.abc import Mapping

import pytest

from sandbox.client import SandboxClient
from sandbox.contract import CaseJudged, Finished, RunSpec, Verdict
from server.core.generated import answers_spec, fill_expected, generated_inputs, generator_spec, reference
from server.core.judging import examples_spec, hidden_spec
from server.core.task import Task, TaskCase
from tests.store.test_tasks_bundled import BUNDLED, STYLES, all_parts

pytestmark = pytest.mark.docker


async def judged(sandbox: SandboxClient, spec: RunSpec) -> tuple[list[CaseJudged], Finished]:
    pieces = [piece async for piece in sandbox.run(spec)]
    finished = pieces[-1]
    assert isinstance(finished, Finished)
    return [piece for piece in pieces if isinstance(piece, CaseJudged)], finished


async def made(sandbox: SandboxClient, task: Task) -> Mapping[str, tuple[TaskCase, ...]]:
    cases = generated_inputs(task, (await judged(sandbox, generator_spec(task, run="made")))[0])
    assert isinstance(cases, tuple), cases
    good = reference(task, STYLES)
    assert good
    spec = answers_spec(task, cases, good, STYLES[good.language], run="answered")
    filled = fill_expected(task, cases, good, (await judged(sandbox, spec))[0])
    assert isinstance(filled, Mapping), filled
    return filled


@pytest.mark.parametrize("slug", BUNDLED)
async def test_the_good_solutions_pass_every_case_of_every_part(slug: str, sandbox: SandboxClient) -> None:
    task = BUNDLED[slug]
    generated = await made(sandbox, task) if task.generator else {}
    good = [solution for solution in task.solutions if solution.promise == "good"]
    assert [solution.language for solution in good] == ["javascript", "python"]
    for solution in good:
        style, parts, source = STYLES[solution.language], all_parts(task), solution.source
        examples = examples_spec(task, style, run="examples", source=source, parts=parts)
        hidden = hidden_spec(task, style, run="hidden", source=source, made=generated, parts=parts)
        for spec in (examples, hidden):
            results, finished = await judged(sandbox, spec)
            wrong = [piece for piece in results if piece.verdict is not Verdict.PASSED]
            assert wrong == []
            assert (finished.verdict, finished.passed, finished.total) == (
                Verdict.PASSED,
                len(spec.cases),
                len(results),
            )
