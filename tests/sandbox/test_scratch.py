"""A scratch program as the host sees it: few pieces however it prints, and one end. The test plays the program."""

import asyncio
from dataclasses import replace

import pytest

from sandbox import frames, launch, scratch
from sandbox.contract import Finished, Limits, Printed, ScratchSpec, Verdict
from sandbox.frames import Exit, FromInit, Out, Why
from sandbox.languages import Language, Program
from sandbox.launch import source
from sandbox.scratch import Scratch
from sandbox.stream import SandboxTrouble, StreamEnded
from tests.sandbox.local import LANGUAGES
from tests.sandbox.scripted import Asked, Says, ScriptedStream, complained, error, exit, printed, raw

PYTHON = LANGUAGES["python"]


def ends(*said: FromInit) -> ScriptedStream:
    """A program that says this and ends as the last of it."""
    return ScriptedStream(lambda asked: iter(said))


def playing(
    stream: ScriptedStream, limits: Limits | None = None, stdin: str = "", language: Language = PYTHON
) -> Scratch:
    wanted = ScratchSpec("run-1", "python", "source", stdin, limits or Limits())
    return Scratch(wanted, language, source(language, "source", {}), stream, clock=lambda: 0.0)


async def shown(stream: ScriptedStream, limits: Limits | None = None) -> tuple[list[Printed], Finished]:
    *pieces, finished = [piece async for piece in playing(stream, limits).pieces()]
    assert isinstance(finished, Finished)
    return [piece for piece in pieces if isinstance(piece, Printed)], finished


async def test_a_program_that_prints_crumbs_makes_few_pieces() -> None:
    pieces, finished = await shown(ends(*[printed(f"{n},") for n in range(1000)], exit()))
    assert "".join(piece.text for piece in pieces) == "".join(f"{n}," for n in range(1000))
    assert len(pieces) <= 2
    assert (finished.verdict, finished.message) == (Verdict.UNCHECKED, "The program has ended.")


async def test_what_is_printed_on_both_streams_keeps_its_order() -> None:
    pieces, _ = await shown(ends(printed("a"), printed("b"), complained("c"), printed("d"), exit()))
    assert [(piece.stream, piece.text) for piece in pieces] == [("stdout", "ab"), ("stderr", "c"), ("stdout", "d")]


async def test_a_character_may_come_in_two_frames() -> None:
    pieces, _ = await shown(ends(Out(b"\xe2\x82"), Out(b"\xac\0\xff"), Out(b"\xe2"), exit()))
    assert "".join(piece.text for piece in pieces) == "€\u2400\ufffd\ufffd"


async def test_the_first_piece_comes_at_once_and_while_the_program_runs() -> None:
    stream = ends(printed("now"))
    pieces = playing(stream).pieces()
    assert await asyncio.wait_for(anext(pieces), 30) == Printed("run-1", "stdout", "now")
    stream.says(printed("then"), exit(code=3))
    assert await asyncio.wait_for(anext(pieces), 30) == Printed("run-1", "stdout", "then")
    finished = await asyncio.wait_for(anext(pieces), 30)
    assert isinstance(finished, Finished)
    assert finished.verdict is Verdict.RUNTIME_ERROR


async def test_between_two_pieces_there_is_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "PIECE_SECONDS", 3600)
    stream = ends(printed("now"))
    pieces = playing(stream).pieces()
    await anext(pieces)
    waiting = asyncio.ensure_future(anext(pieces))
    stream.says(printed("a"), printed("b"))
    for _ in range(20):
        await asyncio.sleep(0)
    assert not waiting.done()
    stream.says(exit())  # the end comes at once
    assert await asyncio.wait_for(waiting, 5) == Printed("run-1", "stdout", "ab")
    await pieces.aclose()


async def test_more_than_is_shown_is_read_on_and_said() -> None:
    pieces, finished = await shown(ends(printed("x" * 1000), printed("y" * 50), exit()), Limits(shown_bytes=1024))
    assert "".join(piece.text for piece in pieces) == "x" * 1000 + "y" * 24
    assert finished.message == "The program has ended. It printed more than the 1 KB that are shown."


ENDINGS: list[tuple[Exit, Verdict, str]] = [
    (exit(Why.CPU, signal=9), Verdict.TIME_LIMIT, "Your program did not end within 5 s of computing."),
    (exit(Why.WALL, signal=9), Verdict.TIME_LIMIT, "did not end within 10 s and was mostly waiting: does it read more"),
    (exit(Why.OUTPUT, signal=9), Verdict.OUTPUT_LIMIT, "Your program printed more than 1 MB and was stopped there."),
    (exit(signal=9, oom=True), Verdict.MEMORY_LIMIT, "Your program used more than 256 MB; the limit"),
    (exit(signal=11), Verdict.RUNTIME_ERROR, "Your program crashed: it touched memory that is not its own"),
    (exit(code=2), Verdict.RUNTIME_ERROR, "Your program ended with exit code 2; a program that ends well ends with 0."),
]


@pytest.mark.parametrize(("end", "verdict", "message"), ENDINGS)
async def test_how_it_ended(end: Exit, verdict: Verdict, message: str) -> None:
    _, finished = await shown(ends(end))
    assert finished.verdict is verdict
    assert message in finished.message


async def test_who_answers_unasked_has_forged() -> None:
    _, finished = await shown(ends(printed("x"), raw(b'{"id":"1","ok":2}\n')))
    assert finished.verdict is Verdict.PROTOCOL_ERROR


async def test_a_file_that_cannot_be_read_as_a_program_is_said() -> None:
    def refuses(asked: Asked) -> Says:
        yield error(asked, "syntax", "SyntaxError", "no")

    _, finished = await shown(ScriptedStream(refuses))
    assert (finished.verdict, finished.message) == (Verdict.COMPILE_ERROR, "SyntaxError: no")


async def test_its_input_goes_in_before_it_runs_and_ends() -> None:
    stream = ends(exit())
    async for _ in playing(stream, stdin="a b").pieces():
        pass
    assert [kind for kind, _ in stream.frames()] == ["FILE", "START", "STDIN", "STDIN", "CALL"]
    assert [body for kind, body in stream.frames() if kind == "STDIN"] == [b"a b", b""]


async def test_a_container_that_is_lost_is_trouble_of_ours() -> None:
    stream = ends(printed("x"))
    stream.lose()
    with pytest.raises(StreamEnded):
        await shown(stream)


async def test_a_language_that_runs_no_programs_says_so() -> None:
    wanted = ScratchSpec("run-1", "python", "source")
    with pytest.raises(SandboxTrouble, match=r"Python .* runs no whole programs"):
        Scratch(wanted, replace(PYTHON, program=Program()), (), ends())


COMPILES = replace(PYTHON, run=replace(PYTHON.run, loading_seconds=5))


async def test_where_loading_compiles_the_programs_seconds_begin_after_it() -> None:
    stream, limits = ends(printed("42"), exit()), Limits(cpu_seconds=1, wall_seconds=2)
    printed_one, finished = [piece async for piece in playing(stream, limits, language=COMPILES).pieces()]
    assert isinstance(printed_one, Printed)
    assert printed_one.text == "42"
    assert isinstance(finished, Finished)
    assert finished.verdict is Verdict.UNCHECKED
    assert [sorted(asked.keys() & {"load", "run"}) for asked in stream.asked] == [["load"], ["run"]]
    generous, plain = (
        launch.loading_bounds(COMPILES, limits, limits.read_bytes),
        launch.bounds(limits, limits.read_bytes),
    )
    assert (generous.cpu_seconds, generous.wall_seconds) == (6, 17)
    sent = bytes(stream.sent)
    assert sent.index(launch.shim(COMPILES, limits.memory_mb, generous)) < sent.index(frames.limits(plain))
    assert sent.index(frames.limits(plain)) < sent.index(b'"run"')


async def test_what_does_not_compile_is_never_run() -> None:
    stream = ScriptedStream(lambda asked: iter(()), load=lambda asked: iter([error(asked, kind="syntax")]))
    (finished,) = [piece async for piece in playing(stream, language=COMPILES).pieces()]
    assert isinstance(finished, Finished)
    assert finished.verdict is Verdict.COMPILE_ERROR
    assert len(stream.asked) == 1
