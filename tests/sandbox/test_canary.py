"""The tripwire: words that only expected values hold do not leave for a container, whoever sends them."""

from typing import Any

import pytest

from sandbox import canary, frames
from sandbox.canary import Tapped, words
from sandbox.contract import Call, Case, RunSpec
from sandbox.frames import Bounds, Start
from sandbox.launch import File
from sandbox.stream import SandboxTrouble
from tests.sandbox.programs import spec
from tests.sandbox.scripted import ScriptedStream, answer

SECRET = "expected-canary-4711"


def tapped(wanted: RunSpec, *files: File) -> tuple[Tapped, ScriptedStream]:
    stream = ScriptedStream(lambda asked: iter([answer(asked, None)]))
    return Tapped(stream, wanted, files), stream


def expecting(value: Any, *args: Any, **more: Any) -> RunSpec:
    return spec("source", [Case("one", list(args), expected=value, **more)])


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(expecting(SECRET), id="as it is"),
        pytest.param(expecting([{"deep": [1, SECRET]}]), id="deep inside"),
        pytest.param(expecting({SECRET: 1}), id="as a key"),
        pytest.param(expecting(f"1\n{SECRET}\n2\n"), id="as a line"),
        pytest.param(expecting(None, calls=(Call("get", [], SECRET),)), id="of a call"),
    ],
)
@pytest.mark.parametrize("made", [frames.call, frames.stdin, lambda data: frames.file("a.py", data)])
def test_a_word_of_an_expected_value_is_never_sent(wanted: RunSpec, made: Any) -> None:
    stream, below = tapped(wanted)
    with pytest.raises(SandboxTrouble, match="stopped this run"):
        stream.send(made(f'{{"id":"1","load":"{SECRET}"}}\n'.encode()))
    assert below.sent == b""


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(expecting(SECRET, SECRET), id="that is an argument"),
        pytest.param(expecting([SECRET], {"in": [SECRET]}), id="that is inside of one"),
        pytest.param(expecting("1,2,3,4,5,6,7", [1, 2, 3, 4, 5, 6, 7]), id="that looks like one"),
        pytest.param(expecting(SECRET, stdin=f"x {SECRET}"), id="that is on standard input"),
        pytest.param(expecting(SECRET, calls=(Call("put", [SECRET]),)), id="that a call is given"),
        pytest.param(expecting("short"), id="that is too short to say anything"),
        pytest.param(expecting(123456789012345678), id="that is a number"),
    ],
)
def test_what_the_inputs_hold_themselves_is_sent(wanted: RunSpec) -> None:
    stream, below = tapped(wanted)
    case = wanted.cases[0]
    data = f'{{"load":["{SECRET}",1,2,3,4,5,6,7,"short"]}}' if case.expected != "short" else '{"load":"short"}'
    if isinstance(case.expected, int):
        data = f'{{"load":{case.expected}}}'
    stream.send(frames.stdin(data.encode()))
    assert below.sent


def test_what_the_program_itself_holds_is_sent() -> None:
    file = File("a.py", f"def f(): return '{SECRET}'".encode())
    stream, below = tapped(expecting(SECRET), file)
    stream.send(file.frame())
    assert below.sent == file.frame()


def test_names_that_a_run_needs_are_sent() -> None:
    wanted = RunSpec(
        "r", "x", "source", "a_function_of_a_long_name", (Case("a", expected="a_function_of_a_long_name"),)
    )
    stream, below = tapped(wanted, File("a_file_of_a_long_name.py", b""))
    stream.send(frames.call(b'{"id":"1","args":[],"call":"a_function_of_a_long_name"}'))
    stream.send(File("a_file_of_a_long_name.py", b"").frame())
    stream.send(frames.start(Start(["/usr/bin/python3"], {}, Bounds(1, 1, 1, 1))))
    assert len(below.frames()) == 3


def test_only_words_that_have_one_form_are_looked_for() -> None:
    assert (
        words(expecting(['with "quotes" inside', "back\\slash and more", "naïve and long", "tab\tand more words"]))
        == ()
    )
    assert len(words(expecting([f"a long word, number {n}" for n in range(100)]))) == canary.MOST_WORDS
