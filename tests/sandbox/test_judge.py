"""The judge in the middle, with programs that the test plays: what is sent, what is believed, what is said of it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from sandbox import answers, frames, judge, talk
from sandbox.contract import Case, CaseJudged, Comparison, Finished, Limits, Verdict
from sandbox.frames import Fault, FromInit, Out, Why
from sandbox.judge import Judge
from sandbox.languages import Language, Run, load_languages
from sandbox.launch import source
from sandbox.stream import SandboxTrouble, StreamEnded
from tests.sandbox.programs import echoes, spec
from tests.sandbox.scripted import (
    Acts,
    Asked,
    Says,
    ScriptedStream,
    answer,
    complained,
    error,
    exit,
    loads,
    printed,
    raw,
)

PYTHON = next(language for language in load_languages() if language.id == "python")
CANARY = "expected-canary-93"


def honest(asked: Asked) -> Says:
    """Cam's program gives its argument back."""
    yield answer(asked, asked.args[0])


async def judged(
    stream: ScriptedStream,
    cases: Sequence[Case],
    *,
    limits: Limits | None = None,
    compare: Comparison | None = None,
    language: Language = PYTHON,
    now: Sequence[float] = (),
    waiting: bool = False,
) -> tuple[list[CaseJudged], Finished]:
    times = iter(now)
    wanted = spec("source", cases, limits=limits, compare=compare)
    running = Judge(
        wanted,
        language,
        source(language, wanted.source, wanted.files),
        stream,
        clock=lambda: next(times, 0.0),
        waiting=waiting,
    )
    pieces = [piece async for piece in running.pieces()]
    finished = pieces.pop()
    assert isinstance(finished, Finished)
    told = [piece for piece in pieces if isinstance(piece, CaseJudged)]
    assert [piece.case for piece in told] == [case.id for case in cases]
    return told, finished


def nth(number: int, then: Acts, otherwise: Acts = honest) -> Acts:
    """Act like this on the argument `number`, and like that on any other."""
    return lambda asked: (then if asked.args[0] == number else otherwise)(asked)


def starts(stream: ScriptedStream) -> list[bytes]:
    """The bodies of the start frames."""
    return [body for kind, body in stream.frames() if kind == "START"]


def kinds(stream: ScriptedStream) -> list[str]:
    return [kind for kind, _ in stream.frames()]


async def test_a_right_program_passes_every_case() -> None:
    cases, finished = await judged(ScriptedStream(honest), echoes(1, "two", [3]))
    assert [case.verdict for case in cases] == [Verdict.PASSED] * 3
    assert [case.got for case in cases] == [1, "two", [3]]
    assert finished == Finished("run-1", Verdict.PASSED, "All 3 cases passed.", 3, 3, 0.0)


async def test_a_wrong_answer_fails_its_own_case_only() -> None:
    cases, finished = await judged(ScriptedStream(nth(2, lambda asked: iter([answer(asked, 99)]))), echoes(1, 2, 3))
    assert [case.verdict for case in cases] == [Verdict.PASSED, Verdict.WRONG, Verdict.PASSED]
    assert cases[1].got == 99
    assert (finished.verdict, finished.message) == (Verdict.WRONG, "2 of 3 cases passed.")


async def test_a_lot_is_decided_by_its_first_case_that_does_not_pass() -> None:
    asked = [replace(case, lot=lot) for case, lot in zip(echoes(1, 2, 3, 4, 5), ("a", "a", "a", "b", ""), strict=True)]
    stream = ScriptedStream(nth(2, lambda asked: iter([answer(asked, 99)])))
    cases, finished = await judged(stream, asked)
    assert [case.verdict for case in cases] == [
        Verdict.PASSED, Verdict.WRONG, Verdict.CANCELLED, Verdict.PASSED, Verdict.PASSED,
    ]  # fmt: skip
    assert (finished.verdict, finished.passed) == (Verdict.WRONG, 3)


async def test_an_answer_with_a_nul_is_right_and_can_be_stored() -> None:
    cases, _ = await judged(ScriptedStream(honest), echoes("a\0b"))
    assert (cases[0].verdict, cases[0].got) == (Verdict.PASSED, "a\u2400b")


async def test_an_input_that_no_frame_holds_is_trouble_with_the_cases_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "FRAME_MAX", 1000)
    with pytest.raises(SandboxTrouble, match="The input of the case case-2 cannot be sent"):
        await judged(ScriptedStream(honest), echoes(1, "x" * 2000))


async def test_no_byte_of_an_expected_value_is_sent() -> None:
    stream = ScriptedStream(honest)
    secret = [Case("case-1", [1], expected=[CANARY]), Case("case-2", [2], {"k": 1}, expected={CANARY: 1})]
    await judged(stream, secret)
    assert CANARY.encode() not in stream.sent
    assert [sorted(request) for request in stream.asked] == [
        ["id", "load"],
        ["args", "call", "id", "kw"],
        ["args", "call", "id", "kw"],
    ]


async def test_a_judge_that_were_broken_stops_before_it_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    honest_request = answers.request
    monkeypatch.setattr(answers, "request", lambda id, what: honest_request(id, {**what, "hint": CANARY}))
    stream = ScriptedStream(honest)
    with pytest.raises(SandboxTrouble, match="an expected answer was about to reach the program"):
        await judged(stream, [Case("case-1", [1], expected=[CANARY])])
    assert CANARY.encode() not in stream.sent


async def test_a_checked_case_looks_like_any_other_to_the_program() -> None:
    checked, unchecked = ScriptedStream(honest), ScriptedStream(honest)
    await judged(checked, [Case("a", [1], expected=2)])
    await judged(unchecked, [Case("b", [1], checked=False)])
    ids = [request.pop("id") for request in (*checked.asked, *unchecked.asked)]
    assert len(set(ids)) == 4
    assert checked.asked == unchecked.asked


async def test_the_next_input_waits_for_the_answer_before() -> None:
    """Rule 2: while a case is open, nothing of the next one has been sent."""
    seen: list[int] = []

    def watching(asked: Asked) -> Says:
        seen.append(len(stream.asked))
        yield from honest(asked)

    stream = ScriptedStream(watching)
    await judged(stream, echoes(1, 2, 3))
    assert seen == [2, 3, 4]


async def test_a_case_may_name_its_own_function() -> None:
    stream = ScriptedStream(honest)
    await judged(stream, [Case("a", [1], expected=1), Case("b", [2], expected=2, function="g")])
    assert [request.get("call") for request in stream.asked] == [None, "f", "g"]


async def test_cams_own_case_is_unchecked_and_counts_neither_way() -> None:
    cases, finished = await judged(ScriptedStream(honest), [*echoes(1), Case("own", [2], checked=False)])
    assert [case.verdict for case in cases] == [Verdict.PASSED, Verdict.UNCHECKED]
    assert (finished.verdict, finished.passed, finished.total) == (Verdict.PASSED, 1, 1)


async def test_a_run_of_unchecked_cases_alone_is_unchecked() -> None:
    _, finished = await judged(ScriptedStream(honest), [Case("own", [2], checked=False)])
    assert (finished.verdict, finished.message) == (Verdict.UNCHECKED, "There was nothing to check.")


FORGERIES: list[tuple[str, Acts]] = [
    ("another id", lambda asked: iter([raw(b'{"id":"1","ok":2}\n')])),
    ("an empty line", lambda asked: iter([raw(b"\n")])),
    ("no JSON", lambda asked: iter([raw(b"passed\n")])),
    ("two answers at once", lambda asked: iter([raw(answer(asked, 2).data * 2)])),
    ("an answer and the half of another", lambda asked: iter([raw(answer(asked, 2).data + b"{")])),
    ("a second answer a moment later", lambda asked: iter([answer(asked, 2), answer(asked, 2)])),
    ("an answer without end", lambda asked: iter([raw(b"x" * 70_000)] * 16)),
    ("an end by init for the same reason", lambda asked: iter([exit(Why.ANSWER, signal=9)])),
]


@pytest.mark.parametrize(("act"), [pytest.param(act, id=name) for name, act in FORGERIES])
async def test_max_forges_a_frame_and_the_run_ends(act: Acts) -> None:
    stream = ScriptedStream(nth(2, act))
    cases, finished = await judged(stream, echoes(1, 2, 3, 4))
    ended = [case.verdict for case in cases].index(Verdict.PROTOCOL_ERROR)
    assert ended in (1, 2)
    assert {case.verdict for case in cases[ended:]} == {Verdict.PROTOCOL_ERROR}
    assert finished.verdict is Verdict.PROTOCOL_ERROR
    assert cases[-1].message.startswith("Not run: ")
    assert len(stream.asked) <= 4


async def test_an_answer_after_the_last_answer_spoils_the_run() -> None:
    stream = ScriptedStream(honest)
    stream.last_words = (Out(b"bye"), raw(b"more"))
    _, finished = await judged(stream, echoes(1, 2))
    assert finished.verdict is Verdict.PROTOCOL_ERROR
    assert finished.passed == 2


ENDS: list[tuple[FromInit, Verdict, str]] = [
    (exit(), Verdict.RUNTIME_ERROR, "Your program ended before it answered, with exit code 0. Return the answer"),
    (exit(code=3), Verdict.RUNTIME_ERROR, "with exit code 3"),
    (exit(signal=11), Verdict.RUNTIME_ERROR, "Your program crashed before it answered: it touched memory"),
    (exit(signal=34), Verdict.RUNTIME_ERROR, "signal 34"),
    (exit(signal=9, oom=True), Verdict.MEMORY_LIMIT, "Your program used more than 256 MB; the limit for this task is"),
    (exit(Why.CPU, signal=9), Verdict.TIME_LIMIT, "No answer within 5 s of computing."),
    (exit(Why.WALL, signal=9), Verdict.TIME_LIMIT, "No answer within 10 s. The program was mostly waiting."),
]


@pytest.mark.parametrize(("end", "verdict", "message"), ENDS)
async def test_what_an_end_means_and_that_the_other_cases_run_in_a_fresh_process(
    end: FromInit, verdict: Verdict, message: str
) -> None:
    stream = ScriptedStream(nth(2, lambda asked: iter([end])))
    cases, finished = await judged(stream, echoes(1, 2, 3))
    assert [case.verdict for case in cases] == [Verdict.PASSED, verdict, Verdict.PASSED]
    assert message in cases[1].message
    assert stream.starts == 2
    assert (finished.verdict, finished.passed) == (verdict, 2)


async def test_a_flood_of_output_ends_the_run() -> None:
    stream = ScriptedStream(nth(2, lambda asked: iter([printed("x" * 100), exit(Why.OUTPUT, signal=9)])))
    cases, finished = await judged(stream, echoes(1, 2, 3))
    assert [case.verdict for case in cases] == [Verdict.PASSED, Verdict.OUTPUT_LIMIT, Verdict.OUTPUT_LIMIT]
    assert cases[1].message == "Your program printed more than 1 MB; the run stops there. Print less."
    assert finished.verdict is Verdict.OUTPUT_LIMIT


ERRORS = [
    ("raised", Verdict.RUNTIME_ERROR, "ValueError: no"),
    ("memory", Verdict.MEMORY_LIMIT, "Your program used more than 256 MB; the limit for this task is 256 MB."),
    ("syntax", Verdict.COMPILE_ERROR, "ValueError: no"),
    ("missing", Verdict.RUNTIME_ERROR, "No. Keep the name from the starter code."),
    ("value", Verdict.WRONG, "no"),
    ("size", Verdict.OUTPUT_LIMIT, "no"),
]


@pytest.mark.parametrize(("kind", "verdict", "message"), ERRORS)
async def test_what_the_programs_own_report_means(kind: str, verdict: Verdict, message: str) -> None:
    cases, _ = await judged(ScriptedStream(nth(2, lambda asked: iter([error(asked, kind)]))), echoes(1, 2, 3))
    assert [case.verdict for case in cases] == [Verdict.PASSED, verdict, Verdict.PASSED]
    assert (cases[1].message, cases[1].trace, cases[1].got) == (message, "trace", None)


async def test_a_long_error_is_cut_to_one_line() -> None:
    def shouting(asked: Asked) -> Says:
        yield error(asked, msg="first line " + "x" * 500 + "\nsecond line")

    cases, _ = await judged(ScriptedStream(shouting), echoes(1))
    assert len(cases[0].message) == 300
    assert "second" not in cases[0].message


@pytest.mark.parametrize(
    ("load", "verdict", "message"),
    [
        (lambda asked: iter([error(asked, "syntax", "SyntaxError", "bad")]), Verdict.COMPILE_ERROR, "SyntaxError: bad"),
        (lambda asked: iter([exit(code=1)]), Verdict.RUNTIME_ERROR, "Your program ended before it answered"),
        (lambda asked: iter([exit(Why.CPU, signal=9)]), Verdict.TIME_LIMIT, "It never got to the function"),
    ],
)
async def test_a_file_that_does_not_load_fails_every_case_and_is_started_once(
    load: Acts, verdict: Verdict, message: str
) -> None:
    stream = ScriptedStream(honest, load=load)
    cases, finished = await judged(stream, echoes(1, 2, 3))
    assert {case.verdict for case in cases} == {verdict} == {finished.verdict}
    assert all(message in case.message for case in cases)
    assert stream.starts == 1


async def test_what_is_printed_belongs_to_the_case_in_which_it_was() -> None:
    def loading(asked: Asked) -> Says:
        yield printed("loading ")
        yield from loads(asked)

    def talking(asked: Asked) -> Says:
        yield printed(f"out {asked.args[0]}")
        yield complained(f"err {asked.args[0]}")
        yield answer(asked, asked.args[0], ms=asked.args[0])

    cases, _ = await judged(ScriptedStream(talking, load=loading), echoes(1, 2))
    assert [(case.stdout, case.stderr, case.ms) for case in cases] == [
        ("loading out 1", "err 1", 1),
        ("out 2", "err 2", 2),
    ]


@pytest.mark.parametrize(
    ("chunks", "shown"),
    [
        pytest.param([b"abc\0\xff\xe2\x82"], "abc\u2400\ufffd\ufffd", id="any bytes"),
        pytest.param(["\u20ac".encode()[:1], "\u20ac".encode()[1:]], "\u20ac", id="a character in two pieces"),
        pytest.param([b"x" * 9, "\u20ac".encode()], "x" * 9, id="a character across the cut"),
    ],
)
async def test_output_is_text_whatever_its_bytes(chunks: list[bytes], shown: str) -> None:
    def babbling(asked: Asked) -> Says:
        yield from map(Out, chunks)
        yield from honest(asked)

    cases, _ = await judged(ScriptedStream(babbling), echoes(1), limits=Limits(shown_bytes=10))
    assert cases[0].stdout == shown
    assert cases[0].cut is (sum(map(len, chunks)) > 10)


async def test_what_may_still_be_printed_is_less_after_a_restart() -> None:
    """The bytes that may be printed are the run's, not the process's."""

    def prints_and_dies(asked: Asked) -> Says:
        yield printed("x" * 600)
        yield exit(code=1)

    stream = ScriptedStream(prints_and_dies)
    await judged(stream, echoes(1, 2), limits=Limits(read_bytes=1024))
    allowed = [int.from_bytes(start[9:13]) for start in starts(stream)]
    assert allowed == [1024, 424]


async def test_a_helper_that_ran_out_of_memory_is_a_note_not_a_verdict() -> None:
    cases, finished = await judged(
        ScriptedStream(lambda asked: iter([answer(asked, asked.args[0], oom=True)])), echoes(1)
    )
    assert cases[0].verdict is finished.verdict is Verdict.PASSED
    assert cases[0].message.startswith("Right, though a process")


async def test_a_languages_own_last_words_about_memory_are_understood() -> None:
    language = replace(PYTHON, run=Run("a.py", ("/x",), memory_words="heap is full"))

    def dying(asked: Asked) -> Says:
        yield complained("FATAL: heap is full")
        yield exit(signal=6)

    cases, _ = await judged(ScriptedStream(dying), echoes(1), language=language)
    assert cases[0].verdict is Verdict.MEMORY_LIMIT


async def test_silence_is_ended_by_the_hosts_own_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talk, "GRACE_SECONDS", 0.01)
    stream = ScriptedStream(nth(2, lambda asked: iter([])))
    cases, finished = await judged(stream, echoes(1, 2, 3), limits=Limits(wall_seconds=0.01))
    assert [case.verdict for case in cases] == [Verdict.PASSED, Verdict.TIME_LIMIT, Verdict.TIME_LIMIT]
    assert finished.verdict is Verdict.TIME_LIMIT
    assert len(stream.asked) == 3


async def test_a_run_that_holds_its_place_too_long_is_ended_between_two_cases() -> None:
    cases, finished = await judged(ScriptedStream(honest), echoes(1, 2, 3), now=[0, 1, 1, judge.RUN_SECONDS + 1])
    assert [case.verdict for case in cases] == [Verdict.PASSED, Verdict.PASSED, Verdict.TIME_LIMIT]
    assert "120 s" in cases[2].message
    assert finished.passed == 2


async def test_a_container_that_is_lost_is_trouble_of_ours() -> None:
    stream = ScriptedStream(nth(2, lambda asked: iter([])))

    async def lose() -> None:
        wanted = spec("source", echoes(1, 2))
        async for piece in Judge(wanted, PYTHON, source(PYTHON, wanted.source, wanted.files), stream).pieces():
            assert isinstance(piece, CaseJudged)
            stream.lose()

    with pytest.raises(StreamEnded):
        await lose()


async def test_a_program_that_cannot_start_is_trouble_of_ours() -> None:
    stream = ScriptedStream(honest, load=lambda asked: iter([Fault("cannot start /usr/bin/python3")]))
    with pytest.raises(SandboxTrouble, match="cannot start"):
        await judged(stream, echoes(1))


async def test_a_program_that_spoils_its_own_start_is_at_fault_itself() -> None:
    def loads_once(asked: Asked) -> Says:
        yield answer(asked, None) if asked.start == 1 else Fault("cannot start: Permission denied")

    stream = ScriptedStream(nth(2, lambda asked: iter([exit(code=1)])), load=loads_once)
    cases, finished = await judged(stream, echoes(1, 2, 3, 4))
    assert [case.verdict for case in cases] == [Verdict.PASSED] + [Verdict.RUNTIME_ERROR] * 3
    assert "cannot be started again (cannot start: Permission denied)" in cases[3].message
    assert finished.verdict is Verdict.RUNTIME_ERROR


async def test_the_command_and_its_limits_are_the_languages_and_the_runs() -> None:
    stream = ScriptedStream(honest)
    await judged(stream, echoes(1), limits=Limits(cpu_seconds=1.5, wall_seconds=3))
    (start,) = starts(stream)
    assert [int.from_bytes(start[at : at + 4]) for at in (1, 5)] == [1500, 3000]
    assert b"/usr/bin/python3\0" in start
    assert b"PYTHONHASHSEED=0\0" in start
    assert json.loads(json.dumps(stream.asked[0]["load"])) == "solution.py"


async def test_a_shim_that_waits_gets_the_runs_limits_and_is_not_started_again() -> None:
    stream = ScriptedStream(nth(2, lambda asked: iter([exit(code=1)])))
    cases, _ = await judged(stream, echoes(1, 2, 3), waiting=True, limits=Limits(cpu_seconds=1.5))
    assert [case.verdict for case in cases] == [Verdict.PASSED, Verdict.RUNTIME_ERROR, Verdict.PASSED]
    assert kinds(stream)[:4] == ["FILE", "LIMITS", "STDIN", "CALL"]
    assert kinds(stream).count("START") == 1  # after its end
    assert int.from_bytes(dict(stream.frames())["LIMITS"][:4]) == 1500


async def test_what_a_waiting_shim_says_unasked_is_forged() -> None:
    stream = ScriptedStream(honest)
    stream.says(raw(b'{"id":"1","ok":null}\n'))
    cases, finished = await judged(stream, echoes(1, 2), waiting=True)
    assert {case.verdict for case in cases} == {Verdict.PROTOCOL_ERROR}
    assert finished.verdict is Verdict.PROTOCOL_ERROR


async def test_the_files_of_a_run_go_beside_its_source() -> None:
    stream = ScriptedStream(honest)
    wanted = replace(spec("source", echoes(1)), files={"data.txt": "some"})
    [piece async for piece in Judge(wanted, PYTHON, source(PYTHON, wanted.source, wanted.files), stream).pieces()]
    assert stream.files() == {"solution.py": b"source", "data.txt": b"some"}


@pytest.mark.parametrize(
    ("expected", "given"),
    [({}, []), ([], {}), ({"0": "a", "1": "b"}, ["a", "b"]), ([1, {"a": {}}], [1, {"a": []}]), (["x"], {"0": "x"})],
)
async def test_where_lists_and_dicts_are_one_thing_nobody_is_marked_wrong_for_it(expected: Any, given: Any) -> None:
    def gives(asked: Asked) -> Says:
        yield answer(asked, given)

    php = replace(PYTHON, run=replace(PYTHON.run, one_array=True))
    for language, verdict in ((php, Verdict.PASSED), (PYTHON, Verdict.WRONG)):
        cases, _ = await judged(ScriptedStream(gives), [Case("one", expected=expected)], language=language)
        assert [case.verdict for case in cases] == [verdict]


async def test_where_they_are_one_thing_other_keys_still_count() -> None:
    def gives(asked: Asked) -> Says:
        yield answer(asked, ["a", "b"])

    php = replace(PYTHON, run=replace(PYTHON.run, one_array=True))
    cases, _ = await judged(ScriptedStream(gives), [Case("one", expected={"1": "a", "2": "b"})], language=php)
    assert [case.verdict for case in cases] == [Verdict.WRONG]
