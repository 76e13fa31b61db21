"""A solution's name is a promise; a proof says whether it is kept."""

from typing import Any

import pytest

from sandbox.contract import Verdict
from server.core.findings import Finding, Result
from server.core.promises import bad_findings, good_findings, listed, promised
from server.core.task import Solution
from tests.core.tasks import GOOD

PASSED, WRONG, LATE, CRASHED = Verdict.PASSED, Verdict.WRONG, Verdict.TIME_LIMIT, Verdict.RUNTIME_ERROR


def results(*verdicts: Verdict, ms: float = 1.0) -> tuple[Result, ...]:
    """One example, then cases of the group `edges`."""
    return tuple(
        Result("edges" if at else "examples", f"case {at}", verdict, ms, message="It broke." if at else "")
        for at, verdict in enumerate(verdicts)
    )


def bad(name: str, source: str, *verdicts: Verdict) -> tuple[Finding, ...]:
    promise = name.partition("-")[0]
    assert promise in ("wrong", "slow", "crash")
    return bad_findings(Solution(name, promise, "python", source), results(*verdicts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("# fails: edges/just free", ("edges", "just free")),
        ("// fails: edges", ("edges", "")),
        ("-- fails: examples", ("examples", "")),
        ("/* fails: edges */", ("edges", "")),
        ("(* fails: edges/a *)", ("edges", "a")),
        ("# a comment", None),
        ("def fails(): pass", None),
        ("", None),
    ],
)
def test_the_first_line_says_what_fails_in_any_languages_comment(line: str, place: tuple[str, str] | None) -> None:
    assert promised(f"{line}\ncode\n") == place


def test_a_good_solution_that_passes_twice_in_time_leaves_nothing_to_say() -> None:
    assert good_findings(GOOD, results(PASSED, PASSED), results(PASSED, PASSED), 1.0) == ()
    assert good_findings(GOOD, (), (), 1.0) == ()


def test_a_good_solution_passes_everything() -> None:
    (found,) = good_findings(GOOD, results(PASSED, WRONG), results(PASSED, WRONG), 1.0)
    assert (found.weight, found.what) == (
        "problem",
        "It should pass every case, and does not pass edges/case 1: wrong. It broke.",
    )
    (found,) = good_findings(GOOD, results(PASSED, LATE, ms=2), results(PASSED, LATE), 1.0)
    assert "does not pass edges/case 1: time limit" in found.what


@pytest.mark.parametrize(
    ("got", "said"),
    [(1000, "wrong. It answered 1000."), ("é" * 80, "wrong."), (None, "wrong.")],
)
def test_a_short_answer_is_told_and_a_long_one_is_not(got: Any, said: str) -> None:
    wrong = (Result("edges", "a", WRONG, got=got),)
    (found,) = good_findings(GOOD, wrong, wrong, 1.0)
    assert found.what == f"It should pass every case, and does not pass edges/a: {said}"


def test_a_good_solution_gives_the_same_answers_twice() -> None:
    one, two = (Result("edges", "a", PASSED, got=[1, 2]),), (Result("edges", "a", PASSED, got=[2, 1]),)
    (found,) = good_findings(GOOD, one, two, 1.0)
    assert found.what == "Two runs gave different answers to edges/a."
    (found,) = good_findings(GOOD, results(PASSED, PASSED), results(PASSED, WRONG), 1.0)
    assert found.what == "It passes edges/case 1 in one run, and not in another: wrong. It broke."


def test_a_compiler_that_was_stopped_is_told_as_such_and_not_as_an_answer() -> None:
    stopped = (Result("edges", "a", Verdict.COMPILE_LIMIT, message="The compiler needed more than 30 s."),)
    passed = (Result("edges", "a", PASSED),)
    for found in (
        good_findings(GOOD, passed, stopped, 1.0),
        good_findings(GOOD, stopped, stopped, 1.0),
        bad_findings(Solution("wrong.rs", "wrong", "rust", ""), stopped),
    ):
        (only,) = found
        assert only.what == "Its compiler was stopped: The compiler needed more than 30 s."
        assert only.mend.startswith("Prove again when the machine is less busy.")


def test_a_good_solution_needs_at_most_half_of_the_limit() -> None:
    (found,) = good_findings(GOOD, results(PASSED, PASSED), results(PASSED, LATE), 1.0)
    assert found.what == "It needs over half of the limit of 1 s for edges/case 1."
    once = results(PASSED, LATE)  # of a quick proof, which has only the run with half of the limit
    assert good_findings(GOOD, once, once, 1.0) == (found,)


def test_what_the_sandbox_could_not_run_breaks_no_promise() -> None:
    broken = (Result("edges", "a", Verdict.INTERNAL_ERROR, message="Docker is away."),)
    for found in (
        good_findings(GOOD, broken, broken, 1.0),
        bad_findings(Solution("wrong.py", "wrong", "p", ""), broken),
    ):
        assert [finding.what for finding in found] == ["It could not be run: Docker is away."]


@pytest.mark.parametrize(
    ("name", "verdict"), [("wrong-a.py", WRONG), ("slow-a.py", LATE), ("crash-a.py", CRASHED), ("crash", CRASHED)]
)
def test_a_bad_solution_that_fails_as_it_says_leaves_nothing_to_say(name: str, verdict: Verdict) -> None:
    assert bad(name, "", PASSED, verdict) == ()
    assert bad(name, "# fails: edges", PASSED, verdict) == ()
    assert bad(name, "# fails: edges/case 1", PASSED, verdict, verdict) == ()


def test_a_bad_solution_that_passes_is_renamed_or_caught() -> None:
    (found,) = bad("wrong-a.py", "", PASSED, PASSED)
    assert "rename it to good-a.py" in found.mend
    (found,) = bad("slow-a.py", "", PASSED, PASSED)
    assert "1.5 times the limit" in found.mend


@pytest.mark.parametrize(
    ("name", "verdict", "mend"),
    [
        ("wrong-a.py", CRASHED, "Rename it to crash-..., or mend it."),
        ("wrong-a.py", LATE, "Rename it to slow-..., or mend it."),
        ("slow-a.py", WRONG, "Rename it to wrong-..., or mend it."),
        ("wrong-a.py", Verdict.COMPILE_ERROR, "Mend it until it runs."),
    ],
)
def test_failing_in_another_way_breaks_the_promise(name: str, verdict: Verdict, mend: str) -> None:
    (found,) = bad(name, "", PASSED, verdict)
    assert (found.weight, found.mend) == ("problem", mend)


def test_failing_elsewhere_than_promised_breaks_the_promise() -> None:
    (found,) = bad("wrong-a.py", "# fails: examples", PASSED, WRONG)
    assert found.what == "Its first line says that it fails examples, and it fails edges/case 1."


def test_a_promise_may_name_a_file_in_a_folder() -> None:
    """The hidden groups of a project are its files."""
    found = (Result("shelf/room_test.go", "full", Verdict.WRONG), Result("shelf/room_test.go", "empty", PASSED))
    for line in ("# fails: shelf/room_test.go", "# fails: shelf/room_test.go/full"):
        assert bad_findings(Solution("wrong-a.py", "wrong", "python", line), found) == ()
    (unlike,) = bad_findings(Solution("wrong-a.py", "wrong", "python", "# fails: shelf/room_test.go/empty"), found)
    assert "it fails shelf/room_test.go/full" in unlike.what


def test_a_promise_about_no_case_is_a_mistake() -> None:
    (found,) = bad("wrong-a.py", "# fails: edges/case 7", PASSED, WRONG)
    assert found.what == "Its first line names edges/case 7, which is no case of this task."
    assert found.mend == "Known groups: edges, examples."


def test_a_wrong_solution_may_crash_too_but_a_slow_one_is_right_as_far_as_it_comes() -> None:
    (found,) = bad("wrong-a.py", "", WRONG, CRASHED)
    assert (found.weight, found.what) == (
        "warning",
        "It also fails otherwise than by a wrong answer: edges/case 1: runtime error. It broke.",
    )
    (found,) = bad("slow-a.py", "", WRONG, LATE)
    assert (found.weight, found.what) == ("problem", "It also fails otherwise than by time: examples/case 0: wrong.")


def test_only_the_first_few_cases_are_listed() -> None:
    assert listed(results(*[WRONG] * 5)) == "examples/case 0, edges/case 1, edges/case 2 and 2 more"


def test_a_checker_that_breaks_is_told_as_the_checkers_fault() -> None:
    broken = Result("edges", "a", Verdict.INTERNAL_ERROR, note="ValueError: no")
    (found,) = bad_findings(Solution("wrong-a.py", "wrong", "python", ""), (broken,))
    assert (found.file, found.weight) == ("checker.py", "problem")
    assert "ValueError: no" in found.what
