"""A project's own tests: a framework runs them beside the code, and what its report says is what is told."""

from pathlib import Path
from textwrap import dedent

import docker
import pytest

from sandbox.builder import build
from sandbox.client import SandboxClient
from sandbox.contract import CaseJudged, Finished, Limits, SuiteSpec, Verdict
from sandbox.languages import load_languages

pytestmark = pytest.mark.docker

PROJECTS = Path(__file__).parents[1] / "fixtures" / "projects"
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


class Shelf:
    """The fixture that holds one small task in many languages and frameworks."""

    def __init__(self, language: str) -> None:
        vitest = language in ("javascript", "typescript")
        self.language, self.folder = language, PROJECTS / ("shelf-vitest" if vitest else f"shelf-{language}")
        here = next(each for each in load_languages() if each.id == language)
        (self.command,) = here.tests
        self.images = (language, here.tests[self.command])
        self.files, self.hidden = self.below("files", language), self.below("tests", language, "hidden")

    def below(self, *names: str) -> dict[str, str]:
        folder = self.folder.joinpath(*names)
        return {file.relative_to(folder).as_posix(): file.read_text() for file in folder.rglob("*") if file.is_file()}

    def solution(self, name: str, file: str) -> str:
        (found,) = self.folder.glob(f"solutions/{name}.*/{file}")
        return found.read_text()


async def told(sandbox: SandboxClient, shelf: Shelf, files: dict[str, str], cases: tuple[str, ...]) -> list[CaseJudged]:
    """What the hidden tests say of these files."""
    spec = SuiteSpec(
        "run-1", shelf.language, "", shelf.hidden, cases, files=files, limits=LIMITS, command=shelf.command
    )
    return [piece async for piece in sandbox.suite(spec) if isinstance(piece, CaseJudged)]


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


WRONG_SHELF = [
    pytest.param("java", "src/Shelf.java", "RoomTest.java", "aFullShelfSaysNo", "theNewestComesFirst", "was: <a>"),
    pytest.param(
        "go", "shelf/shelf.go", "shelf/room_test.go", "TestAFullShelfSaysNo", "TestTheNewestComesFirst", 'got "a"'
    ),
    pytest.param(
        "rust", "src/shelf.rs", "tests/room.rs", "a_full_shelf_says_no", "the_newest_comes_first", "left == right"
    ),
    pytest.param(
        "javascript", "lib/shelf.js", "room.test.js", "says no when it is full", "the newest comes first", "be 'b'"
    ),
    pytest.param(
        "typescript", "lib/shelf.ts", "room.test.ts", "says no when it is full", "the newest comes first", "be 'b'"
    ),
]


@pytest.mark.parametrize(("language", "file", "tests", "right", "wrong", "words"), WRONG_SHELF)
async def test_a_framework_in_an_image_of_its_own_tells_of_each_test(
    sandbox: SandboxClient,
    client: docker.DockerClient,
    language: str,
    file: str,
    tests: str,
    right: str,
    wrong: str,
    words: str,
) -> None:
    shelf = Shelf(language)
    for image in shelf.images:
        build(client, image, print)
    files = {**shelf.files, file: shelf.solution("wrong-oldest", file)}
    full, newest = await told(sandbox, shelf, files, (f"{tests}::{right}", f"{tests}::{wrong}"))
    assert (full.verdict, newest.verdict) == (Verdict.PASSED, Verdict.WRONG)
    assert words in newest.message


@pytest.mark.parametrize(
    ("language", "file"), [("java", "src/Shelf.java"), ("go", "shelf/shelf.go"), ("rust", "src/shelf.rs")]
)
async def test_what_does_not_compile_is_told_in_the_compilers_words(
    sandbox: SandboxClient, client: docker.DockerClient, language: str, file: str
) -> None:
    shelf = Shelf(language)
    for image in shelf.images:
        build(client, image, print)
    (case,) = await told(sandbox, shelf, {**shelf.files, file: shelf.files[file] + "\nshelf\n"}, ("tests",))
    assert case.verdict is Verdict.COMPILE_ERROR
    assert file in case.trace
    assert "/tmp/" not in case.trace


async def test_a_panic_in_go_is_what_the_test_says(sandbox: SandboxClient, client: docker.DockerClient) -> None:
    shelf = Shelf("go")
    for image in shelf.images:
        build(client, image, print)
    taken = shelf.files["shelf/shelf.go"].replace('return ""', "return s.boxes[len(s.boxes)-1]")
    cases = ("shelf/room_test.go::TestAFullShelfSaysNo", "shelf/room_test.go::TestTheNewestComesFirst")
    full, newest = await told(sandbox, shelf, {**shelf.files, "shelf/shelf.go": taken}, cases)
    assert (full.verdict, newest.verdict) == (Verdict.PASSED, Verdict.WRONG)
    assert newest.message.startswith("panic: runtime error: index out of range")
