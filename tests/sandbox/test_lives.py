"""The life of one object as the judge asks for it: what is sent, what is told, how its seconds are shared.

The test plays the program."""

import json
from dataclasses import replace
from typing import Any

import pytest

from sandbox.contract import Call, Case, CaseJudged, Finished, Limits, Mode, Verdict
from sandbox.frames import FromInit, Ret, Why
from sandbox.judge import Judge
from sandbox.launch import source
from sandbox.stream import SandboxTrouble
from tests.sandbox.local import LANGUAGES
from tests.sandbox.programs import spec
from tests.sandbox.scripted import Acts, Asked, Says, ScriptedStream, answer, error, exit, raw

PYTHON = LANGUAGES["python"]
CANARY = "expected-canary-93"
NEW = Call("Stack", [2], checked=False)


def honest(asked: Asked) -> Says:
    """Every method gives its first argument back."""
    yield answer(asked, asked.what["args"][0] if asked.what.get("args") and "on" in asked.what else None)


def on(method: str, then: FromInit | None = None, made: Any = None, ms: float = 1.0) -> Acts:
    """One method answers so, every other honestly."""

    def act(asked: Asked) -> Says:
        if asked.what.get("call") != method:
            return honest(asked)
        return iter([then or answer(asked, made, ms)])

    return act


async def lived(
    stream: ScriptedStream, *cases: Case, limits: Limits | None = None
) -> tuple[list[CaseJudged], Finished]:
    wanted = replace(spec("source", cases, limits=limits), mode=Mode.CLASS)
    judge = Judge(wanted, PYTHON, source(PYTHON, "source", {}), stream, clock=lambda: 0.0)
    *judged, finished = [piece async for piece in judge.pieces()]
    assert isinstance(finished, Finished)
    return [piece for piece in judged if isinstance(piece, CaseJudged)], finished


def life(*calls: Call, checked: bool = True) -> Case:
    return Case("one", calls=(NEW, *calls), checked=checked)


def peek(value: Any, expected: Any = None) -> Call:
    return Call("peek", [value], expected)


async def test_an_object_is_made_asked_and_forgotten() -> None:
    stream = ScriptedStream(honest)
    cases, finished = await lived(stream, life(Call("push", [7], checked=False), peek(5, 5)), life(peek(6, 6)))
    assert [case.verdict for case in cases] == [Verdict.PASSED] * 2
    assert [case.got for case in cases] == [[5], [6]]
    assert (finished.passed, finished.total) == (2, 2)
    asked = [{key: value for key, value in each.items() if key != "id"} for each in stream.asked]
    assert asked[1:5] == [
        {"new": "Stack", "args": [2], "as": "o1"},
        {"on": "o1", "call": "push", "args": [7]},
        {"on": "o1", "call": "peek", "args": [5]},
        {"drop": "o1"},
    ]
    assert len({each["id"] for each in stream.asked}) == len(stream.asked)


async def test_no_byte_of_what_a_call_should_answer_is_sent() -> None:
    stream = ScriptedStream(honest)
    cases, _ = await lived(stream, life(peek(1, CANARY), peek(2, [CANARY])))
    assert cases[0].verdict is Verdict.WRONG
    assert CANARY.encode() not in stream.sent


async def test_the_first_call_that_differs_is_named_and_the_life_goes_on() -> None:
    cases, _ = await lived(ScriptedStream(honest), life(peek(1, 1), peek("a", "b"), peek(3, 4), peek(5, 5)))
    assert cases[0].message == 'Call 3, peek("a"): the answer is not the expected one.'
    assert cases[0].got == [1, "a", 3, 5]


async def test_a_call_with_a_long_argument_is_named_shortly() -> None:
    cases, _ = await lived(ScriptedStream(honest), life(peek("x" * 1000, "y")))
    assert cases[0].message.startswith('Call 2, peek("xxxxxxxx')
    assert len(cases[0].message) < 150


async def test_a_life_ends_where_a_call_raises_and_says_what_came_before() -> None:
    def raises(asked: Asked) -> Says:
        return iter([error(asked)]) if asked.what.get("call") == "pop" else honest(asked)

    stream = ScriptedStream(raises)
    cases, _ = await lived(stream, life(peek(1, 1), Call("pop", []), peek(2, 2)), life(peek(3, 3)))
    assert [case.verdict for case in cases] == [Verdict.RUNTIME_ERROR, Verdict.PASSED]
    assert (cases[0].message, cases[0].got) == ("Call 3, pop(): ValueError: no", [1])


async def test_what_ends_the_program_ends_the_life_and_the_next_begins_in_a_new_process() -> None:
    stream = ScriptedStream(on("pop", exit(signal=11)))
    cases, _ = await lived(stream, life(Call("pop", []), peek(2, 2)), life(peek(3, 3)))
    assert [case.verdict for case in cases] == [Verdict.RUNTIME_ERROR, Verdict.PASSED]
    assert cases[0].message.startswith("Call 2, pop(): Your program crashed")
    assert stream.starts == 2


async def test_a_forged_answer_ends_everything_even_at_the_goodbye() -> None:
    def forges(asked: Asked) -> Says:
        return iter([raw(b"passed\n")]) if "drop" in asked.what else honest(asked)

    cases, finished = await lived(ScriptedStream(forges), life(peek(1, 1)), life(peek(2, 2)))
    assert {case.verdict for case in cases} == {Verdict.PROTOCOL_ERROR}
    assert finished.verdict is Verdict.PROTOCOL_ERROR


@pytest.mark.parametrize(
    ("last", "verdict"),
    [
        pytest.param(exit(Why.OUTPUT, signal=9), Verdict.OUTPUT_LIMIT, id="floods"),
        pytest.param(exit(Why.ANSWER, signal=9), Verdict.PROTOCOL_ERROR, id="babbles"),
        pytest.param(raw(b"passed\n"), Verdict.PROTOCOL_ERROR, id="forges"),
    ],
)
async def test_max_ends_the_run_in_a_destructor_and_passes_nothing_that_never_ran(
    last: FromInit, verdict: Verdict
) -> None:
    stream = ScriptedStream(lambda asked: iter([last]) if "drop" in asked.what else honest(asked))
    cases, finished = await lived(stream, *[life(peek(n, n)) for n in range(5)])
    assert [case.verdict for case in cases] == [verdict] * 5
    assert (finished.verdict, finished.passed) == (verdict, 0)


async def test_an_object_that_crashes_when_it_is_let_go_fails_its_own_case_only() -> None:
    def crashes(asked: Asked) -> Says:
        return iter([exit(signal=6)]) if "drop" in asked.what and len(stream.asked) == 4 else honest(asked)

    stream = ScriptedStream(crashes)
    cases, _ = await lived(stream, life(peek(1, 1)), life(peek(2, 2)))
    assert [case.verdict for case in cases] == [Verdict.RUNTIME_ERROR, Verdict.PASSED]
    assert cases[0].message == "After the last call: Your program crashed before it answered: it aborted."


async def test_a_life_that_nobody_checks_tells_every_answer() -> None:
    cases, finished = await lived(
        ScriptedStream(honest), life(peek(1), Call("push", [2], checked=False), checked=False)
    )
    assert (cases[0].verdict, cases[0].got) == (Verdict.UNCHECKED, [1, 2])
    assert (finished.verdict, finished.total) == (Verdict.UNCHECKED, 0)
    cases, _ = await lived(ScriptedStream(honest), life(Call("push", [2], checked=False), checked=False))
    assert (cases[0].verdict, cases[0].got) == (Verdict.UNCHECKED, [2])


async def test_calls_that_take_long_leave_less_for_the_rest() -> None:
    def slow(asked: Asked) -> Says:
        honest_answer = next(iter(honest(asked)))
        assert isinstance(honest_answer, Ret)
        yield replace(honest_answer, wall_us=900_000, cpu_us=400_000)

    stream = ScriptedStream(slow)
    cases, _ = await lived(stream, life(peek(1, 1), peek(2, 2)), life(peek(3, 3)), limits=Limits(1.0, 4.0))
    assert [case.verdict for case in cases] == [Verdict.PASSED] * 2
    left = [(int.from_bytes(body[:4]), int.from_bytes(body[4:8])) for kind, body in stream.frames() if kind == "LIMITS"]
    assert left == [(600, 3100), (200, 2200), (1, 1300), (1000, 4000), (600, 3100), (200, 2200)]
    assert cases[0].ms == 4 * 900  # its goodbye too


async def test_a_case_without_any_call_is_no_case() -> None:
    cases, _ = await lived(ScriptedStream(honest), Case("one"))
    assert cases[0].verdict is Verdict.UNCHECKED
    assert json.dumps(cases[0].got) == "[]"


async def test_an_argument_that_json_cannot_carry_is_trouble_with_the_cases_name() -> None:
    with pytest.raises(SandboxTrouble, match="The input of the case one cannot be sent"):
        await lived(ScriptedStream(honest), life(peek(float("nan"))))
