"""init, the program: it carries bytes, keeps limits, and takes no nonsense. Here it is not PID 1; see test_walls.py."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox import frames
from sandbox.frames import Err, Exit, Fault, FromInit, Out, Ready, Ret, Start, Why
from sandbox.stream import StreamEnded
from tests.sandbox.initd import LocalInit, local_init

ECHO = "import os\nwhile data := os.read(3, 65536): os.write(4, data)"


@pytest.fixture
async def init(init_program: Path, tmp_path: Path) -> AsyncIterator[LocalInit]:
    async with local_init(init_program, tmp_path) as init:
        assert await init.receive() == Ready()
        yield init


def python(
    source: str, *, cpu: float = 10, wall: float = 10, output: int = 1 << 20, answer: int = 1 << 20, **env: str
) -> bytes:
    """The frame that starts a Python program."""
    return frames.start(Start([sys.executable, "-I", "-S", "-c", source], env, cpu, wall, output, answer))


def text(heard: list[FromInit], kind: type[Out | Err]) -> bytes:
    return b"".join(said.data for said in heard if isinstance(said, kind))


def ended(heard: list[FromInit]) -> Exit:
    assert isinstance(heard[-1], Exit)
    return heard[-1]


async def test_a_call_goes_in_and_its_answer_comes_out(init: LocalInit) -> None:
    init.send(python(ECHO))
    for line in (b"one\n", b"two\n"):
        init.send(frames.call(line))
        returned = await init.receive()
        assert isinstance(returned, Ret)
        assert returned.data == line
        assert returned.wall_us > 0


async def test_a_call_larger_than_any_pipe_arrives_whole(init: LocalInit) -> None:
    init.send(python(ECHO, answer=8 << 20))
    line = b"x" * (4 << 20) + b"\n"
    init.send(frames.call(line))
    answer = b""
    while not answer.endswith(b"\n"):
        returned = await init.receive()
        assert isinstance(returned, Ret)
        answer += returned.data
    assert answer == line


async def test_outputs_are_separate_and_come_before_the_answer_that_followed_them(init: LocalInit) -> None:
    init.send(python("import os\nos.read(3, 9)\nos.write(1, b'o' * 50000)\nos.write(2, b'e')\nos.write(4, b'!\\n')"))
    init.send(frames.call(b"go\n"))
    heard = await init.until(Ret)
    assert text(heard, Out) == b"o" * 50000
    assert text(heard, Err) == b"e"


async def test_how_a_program_ended_is_told_with_its_last_bytes(init: LocalInit) -> None:
    init.send(python("import os\nos.write(1, b'bye')\nos.write(4, b'half')\nos._exit(3)"))
    heard = await init.until(Exit)
    assert text(heard, Out) == b"bye"
    assert [said.data for said in heard if isinstance(said, Ret)] == [b"half"]
    assert (ended(heard).why, ended(heard).code, ended(heard).signal) == (Why.ENDED, 3, 0)
    assert ended(heard).max_rss_kib > 1000


async def test_a_crash_is_told_by_its_signal(init: LocalInit) -> None:
    init.send(python("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)"))
    assert ended(await init.until(Exit)).signal == 11


@pytest.mark.parametrize(
    ("source", "limit", "why"),
    [
        pytest.param("while True: pass", {"cpu": 0.2}, Why.CPU, id="computes without end"),
        pytest.param("import time\ntime.sleep(60)", {"wall": 0.2}, Why.WALL, id="waits without end"),
        pytest.param("import os\nwhile True: os.write(1, b'x' * 9999)", {"output": 100_000}, Why.OUTPUT, id="floods"),
        pytest.param(
            "import os\nwhile True: os.write(2, b'x' * 9999)", {"output": 100_000}, Why.OUTPUT, id="complains"
        ),
        pytest.param("import os\nwhile True: os.write(4, b'x' * 9999)", {"answer": 100_000}, Why.ANSWER, id="babbles"),
    ],
)
async def test_limits_end_the_program(init: LocalInit, source: str, limit: dict[str, float], why: Why) -> None:
    init.send(python(source, **limit))  # type: ignore[arg-type]  # one table for limits of two types
    init.send(frames.call(b"go\n"))
    heard = await asyncio.wait_for(init.until(Exit), 5)
    assert (ended(heard).why, ended(heard).signal) == (why, 9)
    assert sum(len(said.data) for said in heard if isinstance(said, Out | Err | Ret)) < 300_000


async def test_clocks_run_only_while_a_call_is_open(init: LocalInit) -> None:
    slow_to_start = "import time, os\ntime.sleep(0.4)\nos.write(1, b'up')\n" + ECHO
    init.send(python(slow_to_start, wall=10))
    init.send(frames.call(b"one\n"))
    first = (await init.until(Ret))[-1]
    init.send(frames.call(b"two\n"))
    second = (await init.until(Ret))[-1]
    assert isinstance(first, Ret)
    assert isinstance(second, Ret)
    assert first.wall_us > 400_000 > second.wall_us


async def test_a_program_can_be_started_again_and_the_file_is_still_there(init: LocalInit) -> None:
    init.send(frames.file("data.txt", b"kept"))
    for _ in range(2):
        init.send(python("print(open('data.txt').read(), end='')"))
        assert text(await init.until(Exit), Out) == b"kept"


async def test_kill_ends_the_program_and_its_children(init: LocalInit) -> None:
    forks = "import os, time\nif os.fork(): print(1, flush=True)\nos.write(4, b'up\\n')\ntime.sleep(60)"
    init.send(python(forks))
    await init.until(Ret)
    init.send(frames.kill())
    assert ended(await init.until(Exit)).why is Why.HOST


async def test_the_program_sees_its_own_environment_five_descriptors_and_nothing_on_standard_input(
    init: LocalInit,
) -> None:
    looks = (
        "import os, sys, json\n"
        "fds = sorted(int(fd) for fd in os.listdir('/proc/self/fd'))\n"
        "status = dict(line.split(':\\t') for line in open('/proc/self/status') if ':\\t' in line)\n"
        "print(json.dumps([dict(os.environ), fds[:5], len(fds), sys.stdin.read(),"
        " status['NoNewPrivs'], status['Seccomp'], os.getsid(0) == os.getpid()]))"
    )
    init.send(python(looks, GREETING="hello"))
    environment, fds, count, stdin, privileges, seccomp, leads = json.loads(text(await init.until(Exit), Out))
    assert environment.items() >= {("GREETING", "hello")}
    assert environment.keys() <= {"GREETING", "LC_CTYPE"}
    assert (fds, count, stdin) == ([0, 1, 2, 3, 4], 6, "")  # the sixth is the directory being listed
    assert (privileges.strip(), seccomp.strip(), leads) == ("1", "2", True)


NONSENSE = [
    pytest.param(b"\0\0\0\0\x01", id="a file without a name"),
    pytest.param(frames.file("../up", b""), id="a path"),
    pytest.param(frames.file(".hidden", b""), id="a hidden name"),
    pytest.param(frames.file("-rf", b""), id="an option"),
    pytest.param(frames.file("a\0b", b""), id="a NUL"),
    pytest.param(b"\0\0\0\3\x02abc", id="a start cut short"),
    pytest.param(b"\0\0\0\x14\x02" + b"\0" * 20, id="a start without a command"),
    pytest.param(b"\0\0\0\x14\x02" + b"\0" * 16 + b"\xff\xff\0\0", id="a start with 65535 words"),
    pytest.param(b"\0\0\0\0\x63", id="an unknown frame"),
    pytest.param(frames.start(Start(["/no/such/program"], {}, 1, 1, 1, 1)), id="no such program"),
]


@pytest.mark.parametrize("frame", NONSENSE)
async def test_nonsense_is_a_fault_and_init_goes_on(init: LocalInit, frame: bytes) -> None:
    init.send(frame)
    said = await init.receive()
    assert isinstance(said, Fault)
    assert said.what
    init.send(python("print('still here')"))
    assert text(await init.until(Exit), Out) == b"still here\n"


async def test_a_program_that_answers_before_it_has_read_the_question_is_ended(init: LocalInit) -> None:
    init.send(python("import os, time\nos.read(3, 9)\nos.write(4, b'!\\n')\ntime.sleep(60)"))
    init.send(frames.call(b"x" * 200_000 + b"\n"))
    await init.until(Ret)
    init.send(frames.call(b"next\n"))
    assert ended(await init.until(Exit)).why is Why.ANSWER


async def test_a_program_cannot_shut_its_successor_out(init: LocalInit) -> None:
    init.send(python("import os\nos.chmod('.', 0)"))
    await init.until(Exit)
    init.send(python("print('in')"))
    assert text(await init.until(Exit), Out) == b"in\n"


async def test_no_file_is_taken_once_a_program_has_run(init: LocalInit) -> None:
    init.send(python("import os\nos.symlink('/etc/hostname', 'planted')"))
    await init.until(Exit)
    init.send(frames.file("planted", b"gotcha"))
    assert await init.receive() == Fault("a file comes before the first start")


async def test_two_programs_at_once_are_refused(init: LocalInit) -> None:
    init.send(python(ECHO))
    init.send(python(ECHO))
    assert await init.receive() == Fault("a program is already running")


async def test_when_the_host_goes_everything_goes(init: LocalInit) -> None:
    init.send(python("import os, time\nos.write(4, str(os.getpid()).encode() + b'\\n')\ntime.sleep(60)"))
    returned = (await init.until(Ret))[-1]
    assert isinstance(returned, Ret)
    await init.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int(returned.data), 0)
    with pytest.raises(StreamEnded):
        await init.receive()


async def test_a_frame_larger_than_frames_are_ends_init(init: LocalInit) -> None:
    init.send(b"\xff\xff\xff\xff\x03")
    with pytest.raises(StreamEnded):
        await init.receive()
