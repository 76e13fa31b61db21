"""Answers that an author's program looks at in its own container: `checker.py`, and output validators like Kattis'."""

from textwrap import dedent

import docker
import pytest

from sandbox.builder import build
from sandbox.client import SandboxClient
from sandbox.contract import Case, Comparison, Mode, RunSpec, Validator, Verdict
from tests.sandbox.programs import HASTY, Outcome, carry_out
from tests.sandbox.relay import Relay

pytestmark = pytest.mark.docker

CHECKER = """
    def check(input, expected, got):
        total = input["total"]
        if not isinstance(got, list) or sum(got) != total:
            return False, f"these do not add up to {total}"
        return len(got) <= expected
"""


def parts(source: str, checker: str = CHECKER, totals: tuple[int, ...] = (7, 12)) -> RunSpec:
    """Split a total into at most three numbers: there are many right answers."""
    cases = tuple(Case(f"case-{n}", [n], expected=3, given={"total": n}) for n in totals)
    compare = Comparison("checker", checker=dedent(checker))
    return RunSpec("run-1", "python", dedent(source), "f", cases, compare, HASTY)


async def test_any_right_answer_passes_and_a_wrong_one_is_told_to_the_interviewer_alone(sandbox: SandboxClient) -> None:
    outcome = await carry_out(sandbox, parts("def f(total):\n    return [total - 1, 1] if total == 7 else [1]"))
    assert outcome.verdicts == [Verdict.PASSED, Verdict.WRONG]
    assert outcome.cases[1].message == "The answer is not the expected one."
    assert outcome.cases[1].note == "these do not add up to 12"


async def test_a_plain_no_is_enough(sandbox: SandboxClient) -> None:
    outcome = await carry_out(sandbox, parts("def f(total):\n    return [1] * total"))
    assert outcome.verdicts == [Verdict.WRONG] * 2
    assert {case.note for case in outcome.cases} == {""}


@pytest.mark.parametrize(
    ("checker", "note"),
    [
        ("def check(input, expected, got): return 1 / 0", "ZeroDivisionError: division by zero"),
        ("def check(input, expected, got): return 'yes'", "it returned 'yes', which is neither True nor False"),
        ("def check(:", "SyntaxError"),
        ("import os\ndef check(input, expected, got): os._exit(0)", "it ended before it answered"),
        ("def check(input, expected, got):\n    while True: pass", "it ended before it answered"),
        ("x = 1", "there is no function called check"),
    ],
)
async def test_a_checker_that_does_not_work_is_never_the_candidates_fault(
    sandbox: SandboxClient, checker: str, note: str
) -> None:
    outcome = await carry_out(sandbox, parts("def f(total):\n    return [total]", checker, totals=(7,)))
    assert outcome.verdicts == [Verdict.INTERNAL_ERROR]
    assert note in outcome.cases[0].note
    assert "checker does not work" in outcome.cases[0].message
    assert outcome.finished.passed == 0


async def test_no_byte_of_the_checker_meets_the_candidates_code(sandbox: SandboxClient, relay: Relay) -> None:
    secret = "expected-canary-4711"
    outcome = await carry_out(sandbox, parts("def f(total):\n    return [total]", f"{CHECKER}\n    # {secret}"))
    assert outcome.verdicts == [Verdict.PASSED] * 2
    assert relay.sent.count(secret.encode()) == 1  # on its way into its own container


ECHO = "print(sum(map(int, input().split())))"

PYTHON_VALIDATOR = """
    import sys
    given, answer, feedback = open(sys.argv[1]).read(), open(sys.argv[2]).read(), sys.argv[3]
    said = sys.stdin.read().split()
    right = len(said) == 1 and said[0].isdigit() and abs(int(said[0]) - int(answer)) <= int(sys.argv[4])
    if not right:
        open(feedback + "judgemessage.txt", "w").write(f"got {said} for {given!r}")
    sys.exit(42 if right else 43)
"""

CPP_VALIDATOR = """
    #include <fstream>
    #include <iostream>
    #include "near.h"
    int main(int count, char **words) {
        std::ifstream answer(words[2]);
        long long expected, said;
        if (!(answer >> expected) || !(std::cin >> said) || !near(expected, said)) {
            std::ofstream(std::string(words[3]) + "judgemessage.txt") << "too far";
            return 43;
        }
        return 42;
    }
"""


async def validated(sandbox: SandboxClient, source: str, validator: Validator) -> Outcome:
    cases = (Case("one", stdin="1 2\n", expected="3\n", given="1 2\n"),)
    compare = Comparison("checker", validator=validator)
    return await carry_out(sandbox, RunSpec("run-1", "python", source, "", cases, compare, HASTY, Mode.PROGRAM))


async def test_an_output_validator_in_python_decides_by_its_exit_code(sandbox: SandboxClient) -> None:
    validator = Validator("python", dedent(PYTHON_VALIDATOR), args=("1",))
    assert (await validated(sandbox, ECHO, validator)).verdicts == [Verdict.PASSED]
    assert (await validated(sandbox, "print(4)", validator)).verdicts == [Verdict.PASSED]
    wrong = await validated(sandbox, "print('four')", validator)
    assert wrong.verdicts == [Verdict.WRONG]
    assert wrong.cases[0].note == "got ['four'] for '1 2\\n'"


async def test_an_output_validator_in_cpp_is_compiled_and_decides(
    sandbox: SandboxClient, client: docker.DockerClient
) -> None:
    build(client, "cpp", print)
    header = "inline bool near(long long a, long long b) { return a - b <= 1 && b - a <= 1; }\n"
    validator = Validator("cpp", dedent(CPP_VALIDATOR), {"near.h": header})
    assert (await validated(sandbox, ECHO, validator)).verdicts == [Verdict.PASSED]
    wrong = await validated(sandbox, "print(9)", validator)
    assert (wrong.verdicts, wrong.cases[0].note) == ([Verdict.WRONG], "too far")


async def test_a_validator_that_ends_otherwise_is_its_authors_fault(sandbox: SandboxClient) -> None:
    outcome = await validated(sandbox, ECHO, Validator("python", "import sys\nsys.exit(0)"))
    assert outcome.verdicts == [Verdict.INTERNAL_ERROR]
    assert "ended with 0, which is neither 42 nor 43" in outcome.cases[0].note


async def test_what_a_compiler_says_of_a_validator_is_for_the_interviewer_alone(
    sandbox: SandboxClient, client: docker.DockerClient
) -> None:
    build(client, "cpp", print)
    outcome = await validated(sandbox, ECHO, Validator("cpp", "int main( {"))
    assert outcome.verdicts == [Verdict.INTERNAL_ERROR]
    assert outcome.cases[0].note.startswith("it does not compile: ")
    assert "main" not in outcome.cases[0].message + outcome.finished.message
