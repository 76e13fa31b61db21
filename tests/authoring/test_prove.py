"""A proof asks the sandbox for everything and believes nothing that it has not seen."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sandbox.contract import RunSpec, Verdict
from server.authoring.board import Told
from server.authoring.keep import keep_mutants, store_proof, stored
from server.authoring.prove import Prover
from server.core.mutants import Mutant
from server.core.proof import MutantProof, Proof, SolutionProof
from server.core.task import Solution, Task, TaskLimits
from tests.core.good import good_task
from tests.core.tasks import JAVASCRIPT, PYTHON
from tests.fakes import SLOTS, FakeSandbox

GOOD = Solution("good.py", "good", "python", "def count_free(busy): return busy.count(0)\n")
WRONG = Solution("wrong-a.py", "wrong", "python", "def count_free(busy): return 0  # wrong\n")
SLOW = Solution("slow-a.py", "slow", "python", "def count_free(busy): return 0  # slow\n")
TASK = good_task(
    **{name: getattr(SLOTS, name) for name in ("slug", "title", "examples", "hidden", "digest")},
    parts=tuple(replace(part, statement="Count the hours in which nobody is busy. " * 4) for part in SLOTS.parts),
    solutions=(GOOD, WRONG, replace(WRONG, file="wrong-b.py")),
    languages=("python",),
)
STYLES = {"python": PYTHON, "javascript": JAVASCRIPT}


def honestly(spec: RunSpec, case: str) -> Verdict:
    """Good passes; the wrong one fails what is hidden; everything else fails at once."""
    if spec.source == GOOD.source:
        return Verdict.PASSED
    if "# slow" in spec.source:
        return Verdict.TIME_LIMIT
    hidden = not case.rpartition(" ")[2].startswith("example")  # beside others a case also says whose it is
    return Verdict.WRONG if hidden or "# wrong" not in spec.source else Verdict.PASSED


async def proved(
    task: Task, answer: Callable[[RunSpec, str], Verdict] = honestly, quick: bool = False
) -> tuple[Proof, FakeSandbox]:
    sandbox = FakeSandbox()
    sandbox.answer = answer
    prover = Prover(sandbox, STYLES, ["python"], quick)
    heard: list[Told] = []
    proof = await prover.prove(task, heard.append)
    assert [each for each in heard if isinstance(each, SolutionProof)] == list(proof.solutions)
    return proof, sandbox


def words(proof: Proof) -> list[str]:
    return [finding.what for finding in proof.everything]


async def test_a_sound_task_proves_itself() -> None:
    proof, _ = await proved(TASK)
    assert (proof.proved, words(proof)) == (True, [])
    assert proof.mutants
    assert (proof.mutants.tried, proof.mutants.survivors) == (2, ())
    assert proof.stubs == {"python": True}


async def test_a_good_solution_runs_twice_and_a_mutant_only_to_the_first_case_that_fails() -> None:
    _, sandbox = await proved(TASK)
    sources = [spec.source for spec in sandbox.specs]
    assert sources.count(GOOD.source) == 2  # every case within half of the time, and the last one first


async def test_a_good_solution_that_is_late_once_gets_a_second_try() -> None:
    late = iter([Verdict.TIME_LIMIT])

    def answer(spec: RunSpec, case: str) -> Verdict:
        return next(late, Verdict.PASSED) if spec.source == GOOD.source else honestly(spec, case)

    proof, sandbox = await proved(TASK, answer)
    assert (proof.proved, words(proof)) == (True, [])
    assert [spec.source for spec in sandbox.specs].count(GOOD.source) == 3


async def test_quickly_means_one_run_and_no_mutants() -> None:
    proof, sandbox = await proved(TASK, quick=True)
    assert proof.proved
    assert proof.mutants is None
    assert [spec.source for spec in sandbox.specs].count(GOOD.source) == 1


async def test_mistakes_that_nothing_catches_are_told_and_break_nothing() -> None:
    proof, _ = await proved(
        TASK, lambda spec, case: Verdict.PASSED if "count(1)" in spec.source else honestly(spec, case)
    )
    assert proof.proved
    assert words(proof) == ["1 of 2 small mistakes in the good solution are caught by no case: line 1 (0 became 1)."]


async def test_a_slow_solution_gets_half_as_much_time_again() -> None:
    task = replace(TASK, solutions=(GOOD, SLOW), limits=TaskLimits(time=4.0, origin="author"))
    proof, sandbox = await proved(task)
    limits = {spec.limits.cpu_seconds for spec in sandbox.specs if spec.source == SLOW.source}
    assert (limits, proof.limits) == ({6.0}, {})


async def test_limits_that_nobody_gave_are_measured_and_held_to() -> None:
    proof, sandbox = await proved(replace(TASK, solutions=(GOOD, SLOW)))
    limits = {spec.limits.cpu_seconds for spec in sandbox.specs if spec.source == SLOW.source}
    assert (limits, proof.limits) == ({1.5}, {"python": 1.0})


async def test_measured_limits_stay_while_they_fit() -> None:
    proof, _ = await proved(replace(TASK, limits=TaskLimits(time=3.0, origin="measured")))
    assert proof.limits == {}


async def test_answers_that_the_author_left_out_are_told() -> None:
    left = replace(SLOTS.hidden[0].cases[1], expected=1, answer="frozen")
    group = replace(SLOTS.hidden[0], cases=(*SLOTS.hidden[0].cases[:1], left))
    proof, _ = await proved(replace(TASK, hidden=(group,)))
    assert proof.answers
    assert [kept["out"] for kept in proof.answers.values()] == [1]


async def test_a_solution_in_a_language_that_does_not_run_here_proves_nothing() -> None:
    other = Solution("good.js", "good", "javascript", "")
    proof, _ = await proved(replace(TASK, solutions=(*TASK.solutions, other)))
    assert not proof.proved
    assert words(proof) == ["javascript does not run here, so nobody can say whether it keeps its promise."]


async def test_starter_code_that_passes_is_a_problem() -> None:
    def lax(spec: RunSpec, case: str) -> Verdict:
        return Verdict.PASSED if spec.source.startswith("def count_free(busy: list[int])") else honestly(spec, case)

    proof, _ = await proved(TASK, lax)
    assert words(proof) == ["The untouched starter code in python passes all examples."]
    assert proof.stubs == {"python": False}


async def test_a_generator_that_breaks_ends_the_proof_with_its_sentence() -> None:
    from tests.core.tasks import group

    proof, _ = await proved(replace(TASK, hidden=(group("large", seeds=(1,)),), generator="def generate(seed): ..."))
    assert not proof.proved
    assert [finding.file for finding in proof.findings] == ["gen.py"]


def test_a_proof_is_kept_beside_the_task_and_found_again(tmp_path: Path) -> None:
    assert stored(tmp_path) is None
    assert store_proof(tmp_path, Proof("slots", "d1", 5), "2026-11-27") == ""
    told = stored(tmp_path)
    assert told
    assert (told["digest"], told["when"], told["proved"]) == ("d1", "2026-11-27", True)
    assert json.loads((tmp_path / ".lock" / "proof.json").read_text())["cases"] == 5


def test_a_folder_that_cannot_be_written_loses_nothing_but_the_note(tmp_path: Path) -> None:
    (tmp_path / ".lock").write_text("a file")
    assert store_proof(tmp_path, Proof("slots", "d1", 5)).startswith("The result could not be kept")


def test_survivors_are_kept_under_free_names(tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "wrong-mutant-1.py").write_text("mine")
    found = MutantProof(2, 2, (Mutant("code\n", 4, "< became <="),))
    assert [path.name for path in keep_mutants(tmp_path, found)] == ["wrong-mutant-2.py"]
    kept = (tmp_path / "solutions" / "wrong-mutant-2.py").read_text()
    assert kept == "# Line 4 of good.py: < became <=.\ncode\n"
