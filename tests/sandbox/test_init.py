"""init, the program: it carries bytes, keeps limits, and takes no nonsense. Here it is not PID 1; see test_walls.py."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox import frames
from sandbox.frames import Bounds, Err, Exit, Fault, Fetched, FromInit, Out, Ready, Ret, Start, Why
from sandbox.stream import StreamEnded
from tests.sandbox.initd import LocalInit, local_init

ECHO = "import os\nwhile data := os.read(3, 65536): os.write(4, data)"


@pytest.fixture
async def init(init_program: Path, tmp_path: Path) -> AsyncIterator[LocalInit]:
    async with local_init(init_program, tmp_path) as init:
        assert await init.receive() == Ready()
        yield init


def bounds(cpu: float = 10, wall: float = 10, output: int = 1 << 20, answer: int = 1 << 20) -> Bounds:
    return Bounds(cpu, wall, output, answer)


def python(
    source: str,
    most: Bounds | None = None,
    *,
    stdin: bool = False,
    clock: bool = False,
    live: bool = False,
    env: dict[str, str] | None = None,
) -> bytes:
    """The frame that starts a Python program."""
    argv = [sys.executable, "-I", "-S", "-c", source]
    return frames.start(Start(argv, env or {}, most or bounds(), stdin, clock, live))


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
    init.send(python(ECHO, bounds(answer=8 << 20)))
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
    ("source", "most", "why"),
    [
        pytest.param("while True: pass", bounds(cpu=0.2), Why.CPU, id="computes without end"),
        pytest.param("import time\ntime.sleep(60)", bounds(wall=0.2), Why.WALL, id="waits without end"),
        pytest.param(
            "import os\nwhile True: os.write(1, b'x' * 9999)", bounds(output=100_000), Why.OUTPUT, id="floods"
        ),
        pytest.param(
            "import os\nwhile True: os.write(2, b'x' * 9999)", bounds(output=100_000), Why.OUTPUT, id="complains"
        ),
        pytest.param(
            "import os\nwhile True: os.write(4, b'x' * 9999)", bounds(answer=100_000), Why.ANSWER, id="babbles"
        ),
    ],
)
async def test_limits_end_the_program(init: LocalInit, source: str, most: Bounds, why: Why) -> None:
    init.send(python(source, most))
    init.send(frames.call(b"go\n"))
    heard = await asyncio.wait_for(init.until(Exit), 30)
    assert (ended(heard).why, ended(heard).signal) == (why, 9)
    assert sum(len(said.data) for said in heard if isinstance(said, Out | Err | Ret)) < 300_000


async def test_clocks_run_only_while_a_call_is_open(init: LocalInit) -> None:
    slow_to_start = "import time, os\ntime.sleep(0.4)\nos.write(1, b'up')\n" + ECHO
    init.send(python(slow_to_start))
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
    init.send(python(looks, env={"GREETING": "hello"}))
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
    pytest.param(b"\0\0\0\x15\x02" + b"\0" * 21, id="a start without a command"),
    pytest.param(b"\0\0\0\x15\x02" + b"\0" * 17 + b"\xff\xff\0\0", id="a start with 65535 words"),
    pytest.param(b"\0\0\0\0\x63", id="an unknown frame"),
    pytest.param(frames.start(Start(["/no/such/program"], {}, bounds())), id="no such program"),
    pytest.param(b"\0\0\0\3\x05abc", id="limits cut short"),
    pytest.param(frames.fetch("../up", 9), id="a path is fetched"),
    pytest.param(b"\0\0\0\3\x07abc", id="nothing is fetched"),
    pytest.param(frames.fetch("nobody-made-this", 9), id="a file that is not there"),
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


TOO_LATE = Fault("a file comes before candidate code is asked to run")


async def test_no_file_is_taken_once_a_program_has_run(init: LocalInit) -> None:
    init.send(python("import os\nos.symlink('/etc/hostname', 'planted')", clock=True))
    await init.until(Exit)
    init.send(frames.file("planted", b"gotcha"))
    assert await init.receive() == TOO_LATE


async def test_no_file_is_taken_after_the_first_call(init: LocalInit) -> None:
    init.send(python(ECHO))
    init.send(frames.call(b"load\n"))
    await init.until(Ret)
    init.send(frames.file("more.py", b""))
    assert await init.receive() == TOO_LATE


async def test_no_file_is_taken_after_a_start_that_had_files(init: LocalInit) -> None:
    """A compiled program runs candidate code as soon as it is started."""
    init.send(frames.file("program", b"compiled"))
    init.send(python(ECHO))
    init.send(frames.file("more.py", b""))
    assert await init.receive() == TOO_LATE


async def test_a_shim_waits_and_then_gets_its_files_and_limits(init: LocalInit) -> None:
    reads = "import os\nos.read(3, 9)\nos.write(1, open('one.py', 'rb').read() + open('two.py', 'rb').read())\n"
    init.send(python(reads + "while True: pass", bounds(cpu=60, wall=60)))
    init.send(frames.file("one.py", b"1"))
    init.send(frames.file("two.py", b"2"))
    init.send(frames.limits(bounds(cpu=0.2)))
    init.send(frames.call(b"go\n"))
    heard = await init.until(Exit)
    assert text(heard, Out) == b"12"
    assert ended(heard).why is Why.CPU


async def test_a_file_can_be_executable(init: LocalInit) -> None:
    init.send(frames.file("program", b"#!/bin/sh\necho ran", executable=True))
    init.send(frames.file("data", b"#!/bin/sh\necho ran"))
    init.send(frames.start(Start(["./data"], {}, bounds(), clock=True)))
    assert await init.receive() == Fault("cannot start ./data: Permission denied")
    init.send(frames.start(Start(["./program"], {}, bounds(), clock=True)))
    assert text(await init.until(Exit), Out) == b"ran\n"


async def test_a_program_reads_its_standard_input_to_the_end(init: LocalInit) -> None:
    init.send(python("import sys\nprint(len(sys.stdin.read()))", stdin=True, clock=True))
    for _ in range(3):
        init.send(frames.stdin(b"x" * (1 << 20)))
    init.send(frames.stdin(b""))
    assert text(await init.until(Exit), Out) == b"3145728\n"


async def test_a_program_that_reads_nothing_is_not_waited_for(init: LocalInit) -> None:
    init.send(python("print('done')", stdin=True, clock=True))
    init.send(frames.stdin(b"x" * (1 << 20)))
    init.send(frames.stdin(b""))
    assert text(await init.until(Exit), Out) == b"done\n"
    init.send(frames.stdin(b"late"))
    init.send(python("import sys\nprint(sys.stdin.read())", stdin=True, clock=True))
    init.send(frames.stdin(b"mine"))
    init.send(frames.stdin(b""))
    assert text(await init.until(Exit), Out) == b"mine\n"


async def test_a_program_that_closes_its_standard_input_goes_on(init: LocalInit) -> None:
    init.send(python("import os, time\nos.close(0)\nos.write(1, b'closed')\ntime.sleep(60)", stdin=True, clock=True))
    await init.until(Out)
    init.send(frames.stdin(b"x" * (1 << 20)))
    init.send(frames.stdin(b"y"))
    init.send(frames.kill())
    assert ended(await init.until(Exit)).why is Why.HOST


@pytest.mark.parametrize(
    ("source", "most", "why"),
    [
        pytest.param("while True: pass", bounds(cpu=0.2), Why.CPU, id="computes without end"),
        pytest.param("import sys\nsys.stdin.read()", bounds(wall=0.2), Why.WALL, id="waits for more input"),
    ],
)
async def test_the_clocks_of_a_program_run_from_its_start(init: LocalInit, source: str, most: Bounds, why: Why) -> None:
    init.send(python(source, most, stdin=True, clock=True))
    assert ended(await asyncio.wait_for(init.until(Exit), 30)).why is why


async def test_a_program_has_no_descriptors_for_questions(init: LocalInit) -> None:
    looks = "import os\nprint(sorted(int(fd) for fd in os.listdir('/proc/self/fd')))"
    init.send(python(looks, stdin=True, clock=True))
    assert text(await init.until(Exit), Out) == b"[0, 1, 2, 3]\n"  # the last is the directory being listed
    init.send(python("import time\ntime.sleep(60)", clock=True))
    init.send(frames.call(b"go\n"))
    assert await init.receive() == Fault("a program takes no questions")


async def test_what_is_printed_comes_at_once_and_crumbs_come_together(init: LocalInit) -> None:
    crumbs = "import os, time\nos.write(1, b'first')\nfor _ in range(2000): os.write(1, b'.')\ntime.sleep(60)"
    init.send(python(crumbs, clock=True))
    heard = b""
    pieces = 0
    while len(heard) < 2005:
        said = await init.receive()
        assert isinstance(said, Out)
        heard += said.data
        pieces += 1
    assert heard == b"first" + b"." * 2000
    assert pieces < 200


async def test_a_live_program_prints_line_by_line_and_byte_for_byte(init: LocalInit) -> None:
    prints = "import os, sys, time\nprint(os.isatty(0), os.isatty(1), os.isatty(2), '\\t\\x1b')\nsys.stdin.read()"
    init.send(python(prints, stdin=True, clock=True, live=True))
    said = await init.receive()  # while it waits for its input
    assert said == Out(b"False True False \t\x1b\n")
    init.send(frames.stdin(b""))
    assert ended(await init.until(Exit)).why is Why.ENDED


async def test_a_live_program_prints_to_its_last_byte(init: LocalInit) -> None:
    for _ in range(5):
        init.send(python("import os\nfor n in range(200): os.write(1, b'x' * 999 + b'\\n')", clock=True, live=True))
        heard = await asyncio.wait_for(init.until(Exit), 30)
        assert len(text(heard, Out)) == 200_000


async def test_a_live_program_that_closes_its_output_is_not_watched_without_end(init: LocalInit) -> None:
    closes = "import os, time\nos.close(1)\ntime.sleep(60)"
    init.send(python(closes, bounds(wall=0.3), clock=True, live=True))
    assert ended(await asyncio.wait_for(init.until(Exit), 30)).why is Why.WALL


async def test_a_live_flood_ends(init: LocalInit) -> None:
    init.send(python("import os\nwhile True: os.write(1, b'x' * 999)", bounds(output=100_000), clock=True, live=True))
    assert ended(await asyncio.wait_for(init.until(Exit), 30)).why is Why.OUTPUT


async def test_a_file_that_a_program_left_is_fetched_as_bytes(init: LocalInit) -> None:
    init.send(python("open('program', 'wb').write(bytes(range(256)) * 1000)", clock=True))
    await init.until(Exit)
    init.send(frames.fetch("program", 256_000))
    assert await init.receive() == Fetched(bytes(range(256)) * 1000)
    init.send(frames.fetch("program", 255_999))
    assert await init.receive() == Fault("too large: program")


@pytest.mark.parametrize(
    ("leaves", "said"),
    [
        pytest.param("os.symlink('/etc/hostname', 'program')", "cannot open program", id="a link"),
        pytest.param("os.mkfifo('program')", "not a regular file: program", id="a pipe"),
        pytest.param("os.mkdir('program')", "not a regular file: program", id="a directory"),
        pytest.param("os.truncate(os.open('program', os.O_CREAT | os.O_WRONLY), 1 << 40)", "too large", id="a hole"),
        pytest.param("socket.socket(socket.AF_UNIX).bind('program')", "cannot open program", id="a socket"),
        pytest.param("os.open('program', os.O_CREAT | os.O_WRONLY, 0)", "", id="no rights"),
    ],
)
async def test_what_is_no_file_is_not_fetched(init: LocalInit, leaves: str, said: str) -> None:
    init.send(python(f"import os, socket\n{leaves}", clock=True))
    await init.until(Exit)
    init.send(frames.fetch("program", 1 << 20))
    answer = await asyncio.wait_for(init.receive(), 30)
    assert isinstance(answer, Fault) if said else isinstance(answer, Fault | Fetched)  # root may read it
    assert said in getattr(answer, "what", "")


async def test_nothing_is_fetched_from_under_a_running_program(init: LocalInit) -> None:
    init.send(frames.file("program", b"mine"))
    init.send(python("import time\ntime.sleep(60)", clock=True))
    init.send(frames.fetch("program", 99))
    assert await init.receive() == Fault("nothing is fetched while a program runs")


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
