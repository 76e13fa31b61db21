"""A project's own tests: a framework runs them beside the code, and what its report says is what is told."""

from pathlib import Path
from textwrap import dedent

import docker
import pytest

from sandbox.builder import build
from sandbox.client import SandboxClient
from sandbox.contract import CaseJudged, Finished, Limits, SuiteSpec, Verdict

pytestmark = pytest.mark.docker

LIMITS = Limits(cpu_seconds=5, wall_seconds=20)
PYTEST = "python3 -m pytest -q -p no:cacheprovider --junitxml=$REPORT"
TESTS = """
    import pytest
    from solution import total

    def test_adds():
        assert total([1, 2]) == 3

    @pytest.mark.parametrize("n", [1, 2])
    def test_many(n):
        assert total([n, n]) == 2 * n
"""
CASES = ("test_it.py::test_adds", "test_it.py::test_many")
RIGHT = "def total(numbers):\n    print('adding')\n    return sum(numbers)\n"


async def judged(sandbox: SandboxClient, source: str, **more: object) -> tuple[list[CaseJudged], Finished]:
    fields = {"cases": CASES, "limits": LIMITS, "command": PYTEST, **more}
    tests = {"test_it.py": dedent(TESTS)}
    spec = SuiteSpec("run-1", "python", source, tests, **fields)  # type: ignore[arg-type]
    pieces = [piece async for piece in sandbox.suite(spec)]
    finished = pieces[-1]
    assert isinstance(finished, Finished)
    return [piece for piece in pieces if isinstance(piece, CaseJudged)], finished


async def test_a_right_project_passes_its_own_tests(sandbox: SandboxClient) -> None:
    cases, finished = await judged(sandbox, RIGHT)
    assert [(case.case, case.verdict) for case in cases] == [(id, Verdict.PASSED) for id in CASES]
    assert (finished.verdict, finished.passed, finished.total) == (Verdict.PASSED, 2, 2)


async def test_what_fails_is_told_in_the_frameworks_words(sandbox: SandboxClient) -> None:
    cases, finished = await judged(sandbox, "def total(numbers):\n    return 3\n")
    assert [case.verdict for case in cases] == [Verdict.PASSED, Verdict.WRONG]
    assert "assert 3 == " in cases[1].message
    assert "def test_many" in cases[1].trace
    assert finished.passed == 1


async def test_tests_that_nobody_has_named_are_one_case(sandbox: SandboxClient) -> None:
    cases, _ = await judged(sandbox, RIGHT, cases=("tests",))
    assert [(case.case, case.verdict) for case in cases] == [("tests", Verdict.PASSED)]
    cases, _ = await judged(sandbox, "def total(numbers):\n    return 3\n", cases=("tests",))
    assert [(case.case, case.verdict) for case in cases] == [("tests", Verdict.WRONG)]


@pytest.mark.parametrize(
    ("source", "verdict", "words"),
    [
        ("def total(:", Verdict.RUNTIME_ERROR, "does not speak of this test"),
        ("import os\nos._exit(0)", Verdict.RUNTIME_ERROR, "left no report"),
        ("import os\nos.symlink('/etc/passwd', '../report.xml')\nos._exit(0)", Verdict.RUNTIME_ERROR, "left no report"),
        ("import os\nos.mkfifo('../report.xml')\nos._exit(0)", Verdict.RUNTIME_ERROR, "left no report"),
        ("open('../report.xml', 'w').write('<')\nimport os\nos._exit(0)", Verdict.RUNTIME_ERROR, "cannot be read"),
        ("while True: pass", Verdict.TIME_LIMIT, ""),
    ],
)
async def test_what_leaves_no_honest_report_passes_nothing(
    sandbox: SandboxClient, source: str, verdict: Verdict, words: str
) -> None:
    cases, finished = await judged(sandbox, source, limits=Limits(cpu_seconds=2, wall_seconds=20))
    assert {case.verdict for case in cases} == {verdict}
    assert all(words in case.message for case in cases)
    assert finished.passed == 0


async def test_nodes_own_tests_report_too(sandbox: SandboxClient, client: docker.DockerClient) -> None:
    build(client, "javascript", print)
    tests = {
        "it.test.js": "const test = require('node:test'), assert = require('node:assert');\n"
        "const { total } = require('./solution.js');\n"
        "test('adds', () => assert.equal(total([1, 2]), 3));\n"
        "test('adds nothing', () => assert.equal(total([]), 0));\n"
    }
    source = "exports.total = () => 3;\n"
    command = "node --test --test-reporter=junit --test-reporter-destination=$REPORT it.test.js"
    spec = SuiteSpec("run-1", "javascript", source, tests, ("adds", "adds nothing"), limits=LIMITS, command=command)
    pieces = [piece async for piece in sandbox.suite(spec)]
    cases = {piece.case: piece.verdict for piece in pieces if isinstance(piece, CaseJudged)}
    assert cases == {"adds": Verdict.PASSED, "adds nothing": Verdict.WRONG}


async def test_files_may_lie_in_folders_and_the_tests_go_over_what_has_their_names(sandbox: SandboxClient) -> None:
    """Cam's own file of a hidden test's name, and what Cam would have pytest load, change nothing."""
    tests = {"tests/test_it.py": "from lib.total import total\n\ndef test_adds():\n    assert total([1, 2]) == 3\n"}
    files = {"lib/total.py": "def total(numbers):\n    return 4\n", "tests/test_it.py": "def test_adds(): pass\n"}
    command = "python3 -m pytest -q -p no:cacheprovider --junitxml=$REPORT tests"
    cases = ("tests/test_it.py::test_adds",)
    spec = SuiteSpec("run-1", "python", "", tests, cases, files=files, limits=LIMITS, command=command)
    pieces = [piece async for piece in sandbox.suite(spec)]
    assert [piece.verdict for piece in pieces if isinstance(piece, CaseJudged)] == [Verdict.WRONG]


async def test_junit_tells_of_each_test(sandbox: SandboxClient, client: docker.DockerClient) -> None:
    build(client, "java", print)
    build(client, "junit", print)
    folder = Path(__file__).parents[1] / "fixtures" / "projects" / "shelf-java"
    hidden = (folder / "tests/java/hidden/RoomTest.java").read_text()
    source = (folder / "solutions/wrong-oldest.java/src/Shelf.java").read_text()
    cases = ("RoomTest.java::aFullShelfSaysNo", "RoomTest.java::theNewestComesFirst")
    limits = Limits(cpu_seconds=50, wall_seconds=120)
    files = {"src/Shelf.java": source}
    tests = {"RoomTest.java": hidden}
    spec = SuiteSpec("run-1", "java", "", tests, cases, files=files, limits=limits, command="java-tests")
    pieces = [piece async for piece in sandbox.suite(spec)]
    found = {piece.case: piece.verdict for piece in pieces if isinstance(piece, CaseJudged)}
    assert found == dict(zip(cases, (Verdict.PASSED, Verdict.WRONG), strict=True))
