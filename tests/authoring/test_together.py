"""What shares a container to save one says the same as it would alone, or is run alone after all."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from sandbox.contract import RunSpec, Verdict
from server.authoring.attempts import Attempts
from server.authoring.prove import Prover
from server.authoring.starters import Starters
from server.authoring.together import BATCH_BYTES, everything_of, fitting, most_together
from server.core.task import Task
from tests.authoring.test_prove import GOOD, STYLES, TASK, WRONG, honestly
from tests.core.tasks import PYTHON
from tests.core.test_starters import SEATS, TRAMS
from tests.fakes import FakeSandbox

TWO = [WRONG.source, "def count_free(busy): exit()  # wrong\n"]


def sandbox(answer: Callable[[RunSpec, str], Verdict]) -> FakeSandbox:
    fake = FakeSandbox()
    fake.answer = answer
    return fake


async def test_wrong_solutions_share_a_container_and_each_has_its_own_results() -> None:
    fake = sandbox(lambda spec, case: Verdict.WRONG if case == "1 example-1" else Verdict.PASSED)
    first, second = await everything_of(Attempts(fake, TASK, {}), PYTHON, TWO)
    assert first
    assert second
    assert {result.verdict for result in first} == {Verdict.PASSED}
    assert [result.where for result in second if result.verdict is Verdict.WRONG] == [second[0].where]
    assert (len(fake.specs), {case.lot for case in fake.specs[0].cases}) == (1, {""})


async def test_who_does_more_than_answer_is_run_alone() -> None:
    fake = sandbox(lambda spec, case: Verdict.RUNTIME_ERROR if case == "1 example-1" else Verdict.WRONG)
    first, second = await everything_of(Attempts(fake, TASK, {}), PYTHON, TWO)
    assert first
    assert second is None


async def test_a_proof_runs_wrong_solutions_once_and_again_alone_what_crashed() -> None:
    crashing = replace(WRONG, file="wrong-c.py", source=TWO[1])

    def answer(spec: RunSpec, case: str) -> Verdict:
        return Verdict.RUNTIME_ERROR if case.startswith("1 ") and "exit()" in spec.source else honestly(spec, case)

    fake = sandbox(answer)
    task = replace(TASK, solutions=(GOOD, WRONG, crashing))
    proof = await Prover(fake, STYLES, ["python"]).prove(task, lambda told: None)
    alone = [spec.source for spec in fake.specs]
    assert (alone.count(WRONG.source), alone.count(crashing.source)) == (0, 1)
    assert [each.solution.file for each in proof.solutions] == ["good.py", "wrong-a.py", "wrong-c.py"]
    assert proof.proved


def test_sources_that_need_a_container_of_their_own_get_one() -> None:
    attempts = Attempts(FakeSandbox(), TASK, {})
    assert most_together(attempts, PYTHON, TWO) > 1
    assert most_together(attempts, PYTHON, [*TWO, "class ListNode: ..."]) == 1
    (trial,) = attempts.whole(PYTHON, GOOD.source)
    assert isinstance(trial.spec, RunSpec)
    large = replace(trial.spec, cases=(replace(trial.spec.cases[0], args=["x" * (BATCH_BYTES // 2)]),))
    assert fitting(large) == 1


# Starter code --------------------------------------------------------------------------------------------------------


async def looked_at(fake: FakeSandbox, *tasks: Task, language: str = "python") -> list[list[Verdict]]:
    starters, place = Starters(fake, STYLES, tasks), asyncio.Semaphore(2)
    found = await asyncio.gather(*(starters.results(task, language, place) for task in tasks))
    return [[result.verdict for result in results] for results in found]


async def test_starter_code_of_several_tasks_runs_once() -> None:
    fake = sandbox(lambda spec, case: Verdict.PASSED if case == "seats example-1" else Verdict.WRONG)
    assert await looked_at(fake, SEATS, TRAMS) == [[Verdict.PASSED, Verdict.WRONG], [Verdict.WRONG]]
    assert len(fake.specs) == 1


async def test_starter_code_that_passes_in_company_or_does_not_load_is_tried_alone() -> None:
    fake = sandbox(lambda spec, case: Verdict.WRONG if case.startswith("trams") else Verdict.PASSED)
    assert await looked_at(fake, SEATS, TRAMS) == [[Verdict.PASSED, Verdict.PASSED], [Verdict.WRONG]]
    assert [len(spec.cases) for spec in fake.specs] == [3, 2]
    fake = sandbox(lambda spec, case: Verdict.COMPILE_ERROR if " " in case else Verdict.WRONG)
    assert await looked_at(fake, SEATS, TRAMS) == [[Verdict.WRONG] * 2, [Verdict.WRONG]]
    assert sorted(len(spec.cases) for spec in fake.specs) == [1, 2, 3]


async def test_starter_code_that_its_author_wrote_is_tried_alone() -> None:
    fake = sandbox(lambda spec, case: Verdict.WRONG)
    written = replace(TRAMS, stubs={"python": "def trams(n): return 3\n"})
    await looked_at(fake, SEATS, written)
    assert sorted(len(spec.cases) for spec in fake.specs) == [1, 2]


async def test_a_compiler_that_a_busy_machine_stopped_is_asked_again() -> None:
    stopped = iter([Verdict.COMPILE_LIMIT])
    fake = sandbox(lambda spec, case: next(stopped, Verdict.WRONG))
    assert await looked_at(fake, TRAMS) == [[Verdict.WRONG]]
    assert len(fake.specs) == 2


async def test_starter_code_that_could_not_be_tried_says_nothing_of_the_task() -> None:
    fake = sandbox(
        lambda spec, case: (
            Verdict.COMPILE_LIMIT if spec.source.startswith("def count_free(busy: list") else honestly(spec, case)
        )
    )
    proof = await Prover(fake, STYLES, ["python"]).prove(TASK, lambda told: None)
    (found,) = [each for each in proof.everything if each.weight == "problem"]
    assert found.what == "The untouched starter code in python could not be tried."
    assert (proof.proved, proof.whole, proof.unready) == (False, False, ("python",))
