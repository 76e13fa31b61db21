"""The judge between an author's tests and the code, with both containers played by the test."""

import json
from collections.abc import Iterator
from itertools import chain

from sandbox import suite, words
from sandbox.contract import CaseJudged, Finished, Limits, SuiteSpec, Verdict
from sandbox.frames import FromInit, Why
from sandbox.languages import load_languages
from sandbox.process import Process
from sandbox.suite import SuiteJudge
from tests.sandbox.scripted import Acts, Asked, ScriptedStream, answer, error, exit, raw

LANGUAGES = {language.id: language for language in load_languages()}
LIMITS = Limits()
CASES = ("test_it.py::test_one", "test_it.py::test_two")
CALL = {"call": "f", "args": [], "kw": {}, "handles": True}


def result(case: str, verdict: str = "passed") -> dict[str, object]:
    return {"result": {"case": case, "verdict": verdict, "message": ""}}


class Author:
    """A test container that says these things in turn, and keeps what it is told."""

    def __init__(self, *says: dict[str, object]) -> None:
        self._says = chain(says, ({"done": {}},))
        self.heard: list[dict[str, object]] = []

    def __call__(self, asked: Asked) -> Iterator[FromInit]:
        self.heard.append({key: value for key, value in asked.what.items() if key != "id"})
        yield answer(asked, next(self._says))


async def judged(code: Acts, tests: Author, clock: Iterator[float] | None = None) -> tuple[list[CaseJudged], Finished]:
    pieces = [piece async for piece in (await between(ScriptedStream(code), tests, clock)).pieces()]
    finished = pieces.pop()
    assert isinstance(finished, Finished)
    return [piece for piece in pieces if isinstance(piece, CaseJudged)], finished


async def between(code: ScriptedStream, tests: Author, clock: Iterator[float] | None = None) -> SuiteJudge:
    spec = SuiteSpec("run-1", "python", "", {"test_it.py": ""}, CASES)
    python, testing = LANGUAGES["python"], LANGUAGES["pytest"]
    asked, asking = Process(code, python, LIMITS), Process(ScriptedStream(tests), testing, LIMITS)
    await asked.ready(())
    await asking.ready(())
    return SuiteJudge(spec, python, asked, testing, asking, LIMITS, (lambda: next(clock)) if clock else lambda: 0.0)


async def test_an_error_that_ends_loops_comes_to_the_test_as_another() -> None:
    """`assert all(map(f, [1, 2]))` must not be true because `f` raises StopIteration."""
    tests = Author(CALL, result(CASES[0]))
    await judged(lambda asked: iter((error(asked, type="StopIteration", msg=""),)), tests)
    assert {"err": {"kind": "raised", "type": "RuntimeError", "msg": "the code raised StopIteration"}} in tests.heard


async def test_no_error_of_the_codes_own_ends_loops_either() -> None:
    """Cam's `class Empty(StopIteration)` would do the same under a name that the test imports."""
    tests = Author({"describe": "Empty"})
    described = {"kind": "error", "bases": ["StopIteration", "Exception"]}
    await judged(lambda asked: iter((answer(asked, described),)), tests)
    assert {"ok": {"kind": "error", "bases": ["Exception"]}} in tests.heard


async def test_a_suite_out_of_time_is_the_codes_fault_and_not_the_sandboxs() -> None:
    late = suite.SUITE_SECONDS + 1
    cases, finished = await judged(
        lambda asked: iter((answer(asked, 1),)), Author(CALL, CALL), iter((0.0, 0.0, late, late))
    )
    assert {case.verdict for case in cases} == {finished.verdict} == {Verdict.TIME_LIMIT}
    assert "120 s" in cases[0].message


async def test_after_a_flood_the_next_tests_say_flood_and_not_meddling() -> None:
    tests = Author(CALL, result(CASES[0], "output_limit"), CALL, result(CASES[1], "output_limit"))
    await judged(lambda _: iter((exit(Why.OUTPUT),)), tests)
    first, second = (heard["ended"] for heard in tests.heard if "ended" in heard)
    flood = words.printed_too_much(LIMITS)
    assert first == {"verdict": "output_limit", "message": flood}
    assert second == {"verdict": "output_limit", "message": words.not_run(flood)}


async def test_code_that_waits_for_a_test_that_is_over_is_started_anew() -> None:
    def calls_back_once(asked: Asked) -> Iterator[FromInit]:
        yield raw(json.dumps({"id": asked.id, "callback": "f1", "args": []}).encode() + b"\n")

    code = ScriptedStream(calls_back_once)
    tests = Author(CALL, result(CASES[0], "wrong"), CALL, result(CASES[1], "wrong"))
    async for _ in (await between(code, tests)).pieces():
        pass
    assert code.starts == 2
