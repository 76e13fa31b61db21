"""What a project's report is worth, with its container played by the test."""

import struct
from collections import deque
from dataclasses import replace

import pytest

from sandbox import frames, project
from sandbox.contract import CaseJudged, Limits, SuiteSpec, Verdict
from sandbox.frames import Err, Exit, Fetched, FromInit, Why
from sandbox.languages import Framework, load_languages
from sandbox.process import Process
from sandbox.project import ProjectJudge
from sandbox.stream import SandboxTrouble
from tests.sandbox.scripted import KINDS, ScriptedStream, exit

PYTHON = next(language for language in load_languages() if language.id == "python")
PASSES = b'<testsuite><testcase classname="test_it" name="test_one"/></testsuite>'
FAILS = b'<testsuite><testcase classname="test_it" name="test_one"><failure message="no"/></testcase></testsuite>'


class Container:
    """Ends in this way, and hands over this report when it is asked to."""

    def __init__(self, end: Exit, report: bytes | None) -> None:
        self._said: deque[FromInit] = deque([end])
        self._report, self._silent = report, ScriptedStream(lambda _: iter(()))

    def send(self, frame: bytes) -> None:
        if frame == frames.fetch(project.REPORT, project.REPORT_BYTES) and self._report is not None:
            self._said.append(Fetched(self._report))

    async def receive(self) -> FromInit:
        if self._said:
            return self._said.popleft()
        await self._silent.receive()  # its first word, and then none
        return await self._silent.receive()


async def judged(end: Exit, report: bytes | None, case: str = "test_it.py::test_one") -> CaseJudged:
    spec = SuiteSpec("run-1", "python", "", {}, (case,), command="pytest")
    container = Container(end, report)
    process = Process(container, PYTHON, Limits())
    first, _ = [piece async for piece in ProjectJudge(spec, PYTHON, process, container, lambda: 0.0).pieces()]
    assert isinstance(first, CaseJudged)
    return first


@pytest.mark.parametrize(
    ("why", "verdict"),
    [(Why.WALL, Verdict.TIME_LIMIT), (Why.CPU, Verdict.TIME_LIMIT), (Why.OUTPUT, Verdict.OUTPUT_LIMIT)],
)
async def test_tests_that_were_stopped_pass_nothing_whatever_report_lies_there(why: Why, verdict: Verdict) -> None:
    assert (await judged(exit(why), PASSES)).verdict is verdict


@pytest.mark.parametrize("report", [PASSES, b"<testsuite/>"])
async def test_a_command_that_failed_passes_no_unnamed_tests(report: bytes) -> None:
    case = await judged(exit(code=3), report, project.ALL)
    assert case.verdict is Verdict.RUNTIME_ERROR
    assert "exit code 3" in case.message


async def test_a_command_that_fails_because_a_test_does_says_which() -> None:
    case = await judged(exit(code=1), FAILS, project.ALL)
    assert (case.verdict, case.message) == (Verdict.WRONG, "test_it::test_one: no")


async def test_a_named_test_passes_though_others_made_the_command_fail() -> None:
    assert (await judged(exit(code=1), PASSES)).verdict is Verdict.PASSED


FRAMEWORK = replace(PYTHON, framework=Framework(build="make it", build_seconds=20, starting_seconds=3))


class Watched:
    """A container whose compiler and tests end like this, one after the other; it keeps what was started."""

    def __init__(self, *said: FromInit) -> None:
        self._said, self.started = deque(said), list[bytes]()

    def send(self, frame: bytes) -> None:
        if KINDS[frame[4]] == "START":
            self.started.append(frame)

    async def receive(self) -> FromInit:
        return self._said.popleft()


async def built(*said: FromInit) -> tuple[list[CaseJudged], list[bytes]]:
    """A project whose framework compiles it first."""
    spec = SuiteSpec("run-1", "python", "", {}, ("test_it.py::test_one", "test_it.py::test_two"), command="test it")
    container = Watched(*said)
    judge = ProjectJudge(spec, FRAMEWORK, Process(container, FRAMEWORK, Limits()), container, lambda: 0.0)
    pieces = [piece async for piece in judge.pieces()]
    return [piece for piece in pieces if isinstance(piece, CaseJudged)], container.started


def bounds_of(started: bytes) -> tuple[float, float]:
    """(CPU seconds, wall seconds) of a start."""
    cpu_ms, wall_ms = struct.unpack_from(">II", started, 6)
    return cpu_ms / 1000, wall_ms / 1000


async def test_what_does_not_compile_is_told_for_each_case_and_no_test_runs() -> None:
    wrong = Err(b"/tmp/run/project/a.c:1: error: no\n")
    cases, started = await built(wrong, exit(code=1))
    assert [(case.verdict, case.message, case.trace) for case in cases] == [
        (Verdict.COMPILE_ERROR, "a.c:1: error: no", "a.c:1: error: no\n")
    ] * 2
    assert len(started) == 1


@pytest.mark.parametrize("why", [Why.CPU, Why.WALL])
async def test_compiling_has_its_own_limit(why: Why) -> None:
    cases, _ = await built(exit(why))
    assert {case.verdict for case in cases} == {Verdict.COMPILE_LIMIT}


async def test_neither_compiling_nor_the_start_of_the_framework_takes_from_the_tasks_limit() -> None:
    cases, (compiling, testing) = await built(exit(), exit(), Fetched(PASSES))
    assert [case.verdict for case in cases] == [Verdict.PASSED, Verdict.RUNTIME_ERROR]
    assert (b"make it" in compiling, b"test it" in testing) == (True, True)
    assert bounds_of(compiling) == (20, 60)
    assert bounds_of(testing) == (Limits().cpu_seconds + 3, Limits().wall_seconds + 9)


async def test_a_container_that_hands_over_nothing_is_trouble_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "FETCH_SECONDS", 0.01)
    with pytest.raises(SandboxTrouble, match="did not hand over"):
        await judged(exit(), None)
