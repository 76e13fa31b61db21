"""Every verdict on purpose, each with a sentence that Cam understands. The test plays the program."""

from dataclasses import dataclass, replace

import pytest

from sandbox import words
from sandbox.contract import Case, CaseJudged, Comparison, Finished, Mode, Verdict
from sandbox.frames import FromInit, Why
from sandbox.judge import Judge, refused
from sandbox.languages import Compile
from sandbox.launch import source
from sandbox.meaning import Meaning
from sandbox.process import Hung
from tests.sandbox.local import LANGUAGES
from tests.sandbox.programs import spec
from tests.sandbox.scripted import Acts, ScriptedStream, answer, error, exit, printed, raw

PYTHON = LANGUAGES["python"]
GCC = Compile("program")


@dataclass(frozen=True, slots=True)
class Way:
    """What the program does when it is called, and what Cam then reads."""

    verdict: Verdict
    says: str
    act: Acts
    mode: Mode = Mode.FUNCTION
    checked: bool = True


def ends(*said: FromInit) -> Acts:
    return lambda asked: iter(said)


PROGRAM = Mode.PROGRAM
WAYS = [
    Way(Verdict.PASSED, "", lambda asked: iter([answer(asked, 1)])),
    Way(Verdict.WRONG, "The answer is not the expected one.", lambda asked: iter([answer(asked, 2)])),
    Way(Verdict.WRONG, "a set", lambda asked: iter([error(asked, "value", msg="a set, which JSON cannot hold")])),
    Way(Verdict.UNCHECKED, "", lambda asked: iter([answer(asked, 2)]), checked=False),
    Way(Verdict.RUNTIME_ERROR, "ValueError: no", lambda asked: iter([error(asked)])),
    Way(Verdict.RUNTIME_ERROR, "Your program ended before it answered, with exit code 3. Return", ends(exit(code=3))),
    Way(Verdict.RUNTIME_ERROR, "Your program crashed before it answered: it touched memory", ends(exit(signal=11))),
    Way(Verdict.TIME_LIMIT, "No answer within 5 s of computing.", ends(exit(Why.CPU, signal=9))),
    Way(Verdict.TIME_LIMIT, "No answer within 10 s. The program was mostly waiting.", ends(exit(Why.WALL, signal=9))),
    Way(Verdict.MEMORY_LIMIT, "Your program used more than 256 MB; the limit for", ends(exit(signal=9, oom=True))),
    Way(Verdict.MEMORY_LIMIT, "Your program used more than 256 MB", lambda asked: iter([error(asked, "memory")])),
    Way(Verdict.OUTPUT_LIMIT, "Your program printed more than 1 MB; the run stops there.", ends(exit(Why.OUTPUT))),
    Way(Verdict.OUTPUT_LIMIT, "the answer is", lambda asked: iter([error(asked, "size", msg="the answer is large")])),
    Way(Verdict.COMPILE_ERROR, "SyntaxError: no", lambda asked: iter([error(asked, "syntax", "SyntaxError")])),
    Way(Verdict.PROTOCOL_ERROR, "Something other than the function's answer came", ends(raw(b"passed\n"))),
    Way(Verdict.PASSED, "", ends(printed("1\n"), exit()), PROGRAM),
    Way(Verdict.WRONG, "The answer is not the expected one.", ends(printed("2\n"), exit()), PROGRAM),
    Way(Verdict.UNCHECKED, "", ends(printed("2\n"), exit()), PROGRAM, checked=False),
    Way(Verdict.RUNTIME_ERROR, "Your program ended with exit code 3; a program that ends", ends(exit(code=3)), PROGRAM),
    Way(Verdict.RUNTIME_ERROR, "Your program crashed: an impossible sum", ends(exit(signal=8)), PROGRAM),
    Way(Verdict.TIME_LIMIT, "Your program did not end within 5 s of computing.", ends(exit(Why.CPU)), PROGRAM),
    Way(Verdict.TIME_LIMIT, "Your program did not end within 10 s and was mostly", ends(exit(Why.WALL)), PROGRAM),
    Way(Verdict.MEMORY_LIMIT, "Your program used more than 256 MB", ends(exit(signal=9, oom=True)), PROGRAM),
    Way(Verdict.OUTPUT_LIMIT, "Your program printed more than 1 MB and was stopped", ends(exit(Why.OUTPUT)), PROGRAM),
    Way(Verdict.COMPILE_ERROR, "SyntaxError: no", lambda asked: iter([error(asked, "syntax", "SyntaxError")]), PROGRAM),
    Way(Verdict.PROTOCOL_ERROR, "Something other than", ends(raw(b"passed\n")), PROGRAM),
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.mode}: {way.verdict}: {way.says[:40]}")
async def test_each_way_has_its_verdict_and_its_sentence(way: Way) -> None:
    expected = "1" if way.mode is PROGRAM else 1
    case = Case("one", [1], expected=expected, checked=way.checked)
    wanted = replace(spec("source", [case], compare=Comparison()), mode=way.mode)
    if way.mode is PROGRAM:
        wanted = replace(wanted, compare=Comparison("tokens", 0))
    judge = Judge(wanted, PYTHON, source(PYTHON, "source", {}), ScriptedStream(way.act), clock=lambda: 0.0)
    judged, finished = [piece async for piece in judge.pieces()]
    assert isinstance(judged, CaseJudged)
    assert isinstance(finished, Finished)
    assert judged.verdict is finished.verdict is way.verdict
    assert judged.message.startswith(way.says)
    assert bool(judged.message) is (way.verdict not in (Verdict.PASSED, Verdict.UNCHECKED))


COMPILES = [
    (exit(Why.CPU, signal=9), Verdict.COMPILE_LIMIT, "The compiler needed more than 10 s of computing. This is often"),
    (exit(Why.WALL, signal=9), Verdict.COMPILE_LIMIT, "The compiler needed more than 20 s. This is often a template"),
    (exit(code=1, oom=True), Verdict.COMPILE_LIMIT, "The compiler needed more than 512 MB of memory."),
    (exit(signal=25), Verdict.COMPILE_LIMIT, "The compiled program is larger than 16 MB. Large arrays belong on"),
    (Hung(), Verdict.COMPILE_LIMIT, "The compiler needed more than 20 s."),
    (exit(code=1), Verdict.COMPILE_ERROR, "a.c:2:1: error: no"),
]  # fmt: skip


@pytest.mark.parametrize(("end", "verdict", "says"), COMPILES)
def test_each_end_of_a_compiler_has_its_verdict_and_its_sentence(end: object, verdict: Verdict, says: str) -> None:
    failed = words.compiled(end, GCC, "a.c: In function f:\na.c:2:1: error: no\n")  # type: ignore[arg-type]
    assert failed
    judged, _ = refused(spec("source", [Case("one")]), Meaning(*failed), 0.0)
    assert isinstance(judged, CaseJudged)
    assert judged.verdict is verdict
    assert judged.message.startswith(says)


def test_a_compiler_that_ends_well_says_nothing() -> None:
    assert words.compiled(exit(), GCC, "a.c:2:1: warning: hm\n") is None


def test_no_verdict_is_left_out() -> None:
    """Two are not the judge's: who closes a run cancels it, and trouble of ours is raised."""
    met = {way.verdict for way in WAYS} | {verdict for _, verdict, _ in COMPILES}
    assert met == set(Verdict) - {Verdict.CANCELLED, Verdict.INTERNAL_ERROR}
