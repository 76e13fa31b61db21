"""A proof as programs read it, limits that it measures, and what a wrong solution borrows."""

import json
from dataclasses import replace

import pytest

from sandbox.contract import Verdict
from server.core.borrowed import whole_source
from server.core.findings import Result, problem, warning
from server.core.measured import measured_limits
from server.core.mutants import Mutant
from server.core.proof import MutantProof, Proof, SolutionProof, case_count, is_about, kept_report, report
from server.core.task import Solution
from tests.core.tasks import GOOD, case, group, task

WRONG = Solution("wrong-a.py", "wrong", "python", "# fails: edges\nfrom good import *\ndef add(a, b): return a - b\n")


def test_the_report_is_plain_json_with_everything_in_it() -> None:
    results = (Result("edges", "a", Verdict.PASSED, 3.21), Result("edges", "b", Verdict.WRONG, 1.0, [1]))
    wrong = SolutionProof(WRONG, results, (warning("solutions/wrong-a.py", "What.", "Mend."),))
    good = SolutionProof(GOOD, (), ())
    mutants = MutantProof(30, 2, (Mutant("source", 4, "< became <="),))
    proof = Proof("add", "d", 3, (good, wrong), {"python": True}, mutants, (7,), (), {"python": 1.0})
    assert (proof.proved, good.kept, good.slowest_ms, mutants.caught) == (True, True, 0.0, 1)
    told = report(proof)
    assert json.loads(json.dumps(told)) == told
    assert told["solutions"][1]["failed"] == [{"group": "edges", "name": "b", "verdict": "wrong"}]
    assert told["mutants"]["survivors"] == [
        {"line": 4, "what": "< became <=", "fingerprint": "253f5891ba5b", "source": "source"}
    ]


def test_one_problem_anywhere_and_nothing_is_proved() -> None:
    broken = SolutionProof(WRONG, (), (problem("solutions/wrong-a.py", "What.", "Mend."),))
    assert not Proof("add", "d", 3, (broken,)).proved
    proof = Proof("add", "d", 3, findings=(problem("cases.yaml", "What.", "Mend."),))
    assert (proof.proved, report(proof)["mutants"]) == (False, None)


def test_generated_cases_count() -> None:
    hidden = (group("edges", case("edges-1", {"a": 0, "b": 0}, 0)), group("large", seeds=(1, 2)))
    assert case_count(task(examples=(case("example-1", {"a": 1, "b": 2}, 3),), hidden=hidden)) == 4


def test_a_wrong_solution_borrows_the_good_one_and_keeps_its_line_numbers() -> None:
    source = whole_source(task(solutions=(GOOD, WRONG)), WRONG)
    assert source.count("\n") == WRONG.source.count("\n")
    space: dict[str, object] = {}
    exec(compile(source, "wrong.py", "exec"), space)
    assert space["add"](3, 1) == 2  # type: ignore[operator]
    bare = Solution("wrong-b.py", "wrong", "python", "from good import add\n")
    assert whole_source(task(solutions=(GOOD, bare)), bare).endswith("\nfrom good import add\n")


def test_who_borrows_nothing_runs_as_written() -> None:
    other = Solution("wrong-b.js", "wrong", "javascript", "from good import *")
    for solutions, solution in (((GOOD,), GOOD), ((GOOD, other), other), ((WRONG,), WRONG)):
        assert whole_source(task(solutions=solutions), solution) == solution.source


@pytest.mark.parametrize(
    ("slowest", "limits"),
    [
        ({}, {}),
        ({"python": 0.1}, {"python": 1.0, "java": 1.0, "rust": 1.0}),
        ({"python": 2.4}, {"python": 5.0, "java": 3.0, "rust": 2.0}),
        ({"python": 2.4, "rust": 3.0}, {"python": 5.0, "java": 9.0, "rust": 6.0}),
        ({"python": 40.0, "ruby": 1.0}, {"python": 50.0, "java": 25.0, "rust": 17.0}),
    ],
)
def test_limits_are_twice_what_the_good_solutions_need(slowest: dict[str, float], limits: dict[str, float]) -> None:
    assert measured_limits(slowest, ["python", "java", "rust"]) == limits


def test_a_mark_since_then_changes_nothing_of_what_was_proved() -> None:
    proved, unmarked = "1" * 64, "2" * 64
    proof = Proof("add", proved, 1, unmarked=unmarked)
    assert is_about(proof, task(digest=proved))
    assert is_about(proof, task(digest="3" * 64, unmarked=unmarked))
    assert not is_about(proof, task(digest="3" * 64, unmarked="4" * 64))
    assert not is_about(replace(proof, unmarked=""), task(digest="3" * 64))
    assert kept_report(proof, "2026-11-02", "0.1")["digest"] == unmarked
    assert kept_report(replace(proof, unmarked=""), "2026-11-02", "0.1")["digest"] == proved
