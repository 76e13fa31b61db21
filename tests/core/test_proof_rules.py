"""The rules of a proof as lines, and what becomes of a mistake that no case catches."""

from dataclasses import replace

import pytest

from sandbox.contract import Verdict
from server.core.findings import Finding, Result, problem, warning
from server.core.generated import unlike
from server.core.mutants import mutants
from server.core.proof import MutantProof, Proof, SolutionProof, coarse, kept_report
from server.core.proof_files import kept_as_wrong, mutant_of
from server.core.proof_rules import TITLES, Line, LineState, Rule, ended, first_lines
from server.core.task import KeptProof, ProofState, Solution
from tests.core.tasks import GOOD, case, group, task

WRONG = Solution("wrong-a.py", "wrong", "python", "def add(a, b): return a - b\n")
OTHER = Solution("good.js", "good", "javascript", "const add = (a, b) => a + b;\n")


def rules(lines: tuple[Line, ...]) -> list[str]:
    return [line.rule.value for line in lines]


def test_a_task_has_the_lines_that_it_has_something_to_show_for() -> None:
    whole = task(solutions=(GOOD, OTHER, WRONG), hidden=(group("large", seeds=(1, 2)),))
    assert rules(first_lines(whole)) == [
        "cases", "good", "wrong", "stubs", "groups", "leaks", "mutants", "stress", "lint",
    ]  # fmt: skip
    assert rules(first_lines(whole, quick=True)) == ["cases", "good", "wrong", "stubs", "groups", "leaks", "lint"]
    assert rules(first_lines(task(solutions=(OTHER,), hidden=()))) == ["good", "stubs", "leaks", "lint"]
    assert {type(line.total) for line in first_lines(whole)} == {int}
    assert {line.title for line in first_lines(whole)} <= set(TITLES.values())
    assert set(TITLES) == set(Rule)


@pytest.mark.parametrize(
    ("findings", "state"),
    [
        ((), LineState.KEPT),
        ((warning("f", "What.", "Mend."),), LineState.NOTED),
        ((warning("f", "What.", "Mend."), problem("f", "What.", "Mend.")), LineState.BROKEN),
    ],
)
def test_how_a_rule_ends_is_what_was_found(findings: tuple[Finding, ...], state: LineState) -> None:
    assert ended(findings) is state


def test_a_task_knows_whether_it_was_proved_as_it_is() -> None:
    one = task()
    assert one.proof_state is ProofState.UNPROVEN
    kept = KeptProof(one.digest, True, "2026-11-27", "1")
    assert replace(one, proof=kept).proof_state is ProofState.PROVEN
    assert replace(one, proof=replace(kept, proved=False)).proof_state is ProofState.FAILED
    assert replace(one, proof=kept, digest="other").proof_state is ProofState.CHANGED
    assert replace(one, proof=replace(kept, proved=False), digest="other").proof_state is ProofState.CHANGED


@pytest.mark.parametrize(("ms", "told"), [(0, 10), (10, 10), (11, 20), (49, 50), (51, 100), (230, 500), (5001, 10000)])
def test_times_are_kept_coarsely(ms: float, told: int) -> None:
    assert coarse(ms) == told


def test_what_is_kept_of_a_proof_says_when_and_by_whom() -> None:
    told = kept_report(Proof("add", "d", 3, limits={"python": 1.0}), "2026-11-27", "0.1.0")
    assert list(told)[:3] == ["form", "when", "greenroom"]
    assert (told["digest"], told["proved"], told["mutants"], "limits" in told) == ("d", True, None, False)


def test_what_is_kept_has_coarse_times_and_no_sources_of_mistakes() -> None:
    solution = SolutionProof(GOOD, (Result("edges", "a", Verdict.PASSED, 12.0),), ())
    (mutant,) = mutants("def f(a): return not a\n")
    told = kept_report(Proof("add", "d", 3, (solution,), mutants=MutantProof(2, 1, (mutant,), 1)), "day", "0.1.0")
    assert told["solutions"][0]["slowest_ms"] == 20
    assert told["mutants"]["survivors"] == [{"line": 1, "what": "not was left out", "fingerprint": mutant.fingerprint}]
    assert told["mutants"]["equivalent"] == 1


def test_a_proof_says_nothing_of_the_task_where_the_sandbox_could_not_try_it() -> None:
    def proof(*results: Result) -> Proof:
        return Proof("add", "d", 3, (SolutionProof(GOOD, results, ()),))

    assert proof(Result("edges", "a", Verdict.WRONG)).whole
    assert not proof(Result("edges", "a", Verdict.COMPILE_LIMIT)).whole, "a busy machine, and not the task"
    assert not proof(Result("edges", "a", Verdict.INTERNAL_ERROR)).whole
    assert proof(Result("edges", "a", Verdict.INTERNAL_ERROR, note="the checker broke")).whole
    assert not replace(proof(), unready=("rust",)).whole


def test_a_mistake_keeps_its_fingerprint_wherever_its_line_goes() -> None:
    source = "def f(a, b):\n    return a < b\n"
    (one, *_), (two, *_) = mutants(source), mutants(f"# A comment.\n{source}")
    assert (one.line, two.line, one.fingerprint) == (2, 3, two.fingerprint)
    twice = mutants("def f(a):\n    return a + 1 + 1\n")
    assert len({mutant.fingerprint for mutant in twice}) == len(twice)
    assert replace(one, line=99).after == ""


def test_a_mistake_is_found_again_by_its_fingerprint() -> None:
    (mutant,) = [each for each in mutants(GOOD.source) if each.what == "+ became -"]
    assert mutant_of(task(solutions=(OTHER, GOOD)), mutant.fingerprint) == mutant
    assert mutant_of(task(solutions=(GOOD,)), "gone") is None
    assert mutant_of(task(solutions=(OTHER,)), mutant.fingerprint) is None


def test_a_mistake_becomes_a_wrong_solution_under_a_free_name() -> None:
    (mutant,) = [each for each in mutants("def f(a, b):\n    return a < b\n") if each.what == "< became <="]
    path, text = kept_as_wrong(mutant, ())
    assert path == "solutions/wrong-less-became-at-most.py"
    assert text == "# Line 2 of the good solution: < became <=.\ndef f(a, b):\n    return (a <= b)\n"
    assert kept_as_wrong(mutant, {path})[0] == "solutions/wrong-less-became-at-most-2.py"
    assert kept_as_wrong(replace(mutant, what="…"), ())[0] == "solutions/wrong-mistake.py"


def test_a_generator_that_is_random_without_its_seed_is_told() -> None:
    made = task(hidden=(group("large", seeds=(1,)),))
    one, two = case("large-seed-1", {"a": 1, "b": 2}, None), case("large-seed-1", {"a": 1, "b": 3}, None)
    assert unlike(made, (one,), (one,)) is None
    found = unlike(made, (one,), (two,))
    assert found
    assert "'large' made two inputs" in found.what
    assert "random.Random(seed)" in found.mend
