"""Max's programs, in real containers: none of them passes, hangs, leaves something behind, or looks like our own fault.

What holds after each of them is in the fixture `sandbox`: every container of the run is gone.
"""

import asyncio
import time
from dataclasses import replace
from textwrap import dedent, indent

import pytest

from sandbox.client import SandboxClient
from sandbox.contract import Case, Limits, Verdict
from tests.sandbox.programs import HASTY, carry_out, echoes, spec

pytestmark = pytest.mark.docker

HUNGRY = Limits(cpu_seconds=5, wall_seconds=10, memory_mb=128)

EXHAUSTING = [
    pytest.param("while True: pass", HASTY, {Verdict.TIME_LIMIT}, id="computes without end"),
    pytest.param("import time\ntime.sleep(60)", HASTY, {Verdict.TIME_LIMIT}, id="sleeps"),
    pytest.param(
        "import signal, os\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nos.kill(os.getpid(), signal.SIGSTOP)",
        HASTY,
        {Verdict.TIME_LIMIT},
        id="stops itself",
    ),
    pytest.param(
        "import threading\ndef spin():\n    while True: pass\n"
        "threads = [threading.Thread(target=spin) for _ in range(8)]\n"
        "for each in threads: each.start()\nfor each in threads: each.join()",
        HASTY,
        {Verdict.TIME_LIMIT},
        id="computes in eight threads",
    ),
    pytest.param(
        "import os, time\nif os.fork() == 0:\n    while True: pass\ntime.sleep(60)",
        replace(HASTY, wall_seconds=8),
        {Verdict.TIME_LIMIT},
        id="has a child compute, which is charged to it",
    ),
    pytest.param("x = []\nwhile True: x.append(bytearray(8 << 20))", HUNGRY, {Verdict.MEMORY_LIMIT}, id="eats memory"),
    pytest.param("x = [0] * 10**13", HUNGRY, {Verdict.MEMORY_LIMIT}, id="asks for all memory at once"),
    pytest.param(
        "import os\nfor n in range(40): open(f'/tmp/{n}', 'wb').write(bytes(15 << 20))",
        HUNGRY,
        {Verdict.RUNTIME_ERROR},
        id="fills the disk",
    ),
    pytest.param(
        "n = 0\nwhile True:\n    n += 1\n    open(f'/tmp/{n}', 'w')", HASTY, {Verdict.RUNTIME_ERROR}, id="files"
    ),
    pytest.param(
        "import os\nwhile True:\n    os.mkdir('d')\n    os.chdir('d')", HASTY, {Verdict.RUNTIME_ERROR}, id="a deep tree"
    ),
    pytest.param(
        "import os\nwhile True: os.memfd_create('x')", HASTY, {Verdict.RUNTIME_ERROR}, id="hoards descriptors"
    ),
    pytest.param("while True: print('x' * 1000)", HASTY, {Verdict.OUTPUT_LIMIT}, id="floods"),
    pytest.param("import os\nwhile True: os.write(2, b'x' * 9999)", HASTY, {Verdict.OUTPUT_LIMIT}, id="floods stderr"),
    pytest.param(
        "import os\nwhile True: os.write(1, b'x')", Limits(), {Verdict.OUTPUT_LIMIT}, id="floods byte by byte"
    ),
    pytest.param(
        "import os\nwhile True: os.write(4, b'x' * 9999)", HASTY, {Verdict.PROTOCOL_ERROR}, id="floods answers"
    ),
    pytest.param(
        "import os\nwhile True: os.fork()",
        HASTY,
        {Verdict.RUNTIME_ERROR, Verdict.TIME_LIMIT, Verdict.MEMORY_LIMIT},
        id="forks without end",
    ),
    pytest.param(
        "import os, time\nwhile True:\n    if os.fork() == 0: time.sleep(60)",
        HASTY,
        {Verdict.RUNTIME_ERROR, Verdict.TIME_LIMIT},
        id="forks sleepers without end",
    ),
    pytest.param(
        "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
        HASTY,
        {Verdict.TIME_LIMIT},
        id="forks, whatever it is told",
    ),
    pytest.param("import sys\nsys.exit(0)", HASTY, {Verdict.RUNTIME_ERROR}, id="exits"),
    pytest.param("import os\nos._exit(0)", HASTY, {Verdict.RUNTIME_ERROR}, id="exits at once"),
    pytest.param("import os\nos.kill(os.getpid(), 9)", HASTY, {Verdict.RUNTIME_ERROR}, id="kills itself"),
    pytest.param("import ctypes\nctypes.string_at(0)", HASTY, {Verdict.RUNTIME_ERROR}, id="crashes"),
    pytest.param("import os\nos.closerange(0, 99)", HASTY, {Verdict.RUNTIME_ERROR, Verdict.TIME_LIMIT}, id="hangs up"),
    pytest.param("int('9' * 10**7)", HASTY, {Verdict.RUNTIME_ERROR}, id="reads a number of ten million digits"),
]


@pytest.mark.parametrize(("body", "limits", "verdicts"), EXHAUSTING)
async def test_what_exhausts_something_fails_its_case_and_the_next_one_still_passes(
    sandbox: SandboxClient, body: str, limits: Limits, verdicts: set[Verdict]
) -> None:
    source = f"def f(a):\n    if a == 2:\n{indent(body, ' ' * 8)}\n    return a"
    began = time.monotonic()
    outcome = await carry_out(sandbox, spec(source, echoes(1, 2, 3), limits=limits))
    first, second, third = outcome.cases
    assert first.verdict is Verdict.PASSED
    assert second.verdict in verdicts, second
    assert outcome.finished.verdict in verdicts
    ended = second.verdict in (Verdict.OUTPUT_LIMIT, Verdict.PROTOCOL_ERROR)
    assert third.verdict is (second.verdict if ended else Verdict.PASSED), third
    assert len(second.stdout) + len(second.stderr) <= 2 * limits.shown_bytes
    assert time.monotonic() - began < 3 * limits.wall_seconds + 2


async def test_a_flood_is_over_within_a_second_of_its_container(sandbox: SandboxClient) -> None:
    source = "import os\ndef f(a):\n    while True: os.write(1, b'x' * 65536)"
    outcome = await carry_out(sandbox, spec(source, echoes(1)))
    assert outcome.finished.verdict is Verdict.OUTPUT_LIMIT
    assert outcome.finished.ms < 1000
    assert (len(outcome.cases[0].stdout), outcome.cases[0].cut) == (65536, True)


async def test_init_outlives_programs_that_make_themselves_hard_to_kill(sandbox: SandboxClient) -> None:
    """Twenty processes, none of them large, and each as far from the kernel's killer as it can get."""
    source = """
        import os
        def f(a):
            if a != 2:
                return a
            for score in range(-1000, 1000, 50):
                try:
                    with open("/proc/self/oom_score_adj", "wb", 0) as wanted:
                        wanted.write(str(score).encode())
                    break
                except OSError:
                    pass
            for _ in range(20):
                if os.fork() == 0:
                    break
            x = []
            while True:
                x.append(bytearray(100_000))
    """
    outcome = await carry_out(sandbox, spec(dedent(source), echoes(1, 2, 3), limits=HUNGRY))
    assert outcome.verdicts == [Verdict.PASSED, Verdict.MEMORY_LIMIT, Verdict.PASSED]


BOMBS = [
    pytest.param(
        "const { spawn } = require('child_process');\n"
        "for (let n = 0; n < 500; n++) spawn('/usr/bin/node', ['-e', 'for (;;);']).on('error', () => {});",
        id="starts processes",
    ),
    pytest.param(
        "const { Worker } = require('worker_threads');\n"
        "for (let n = 0; n < 200; n++) new Worker('for (;;);', { eval: true }).on('error', () => {});",
        id="starts workers",
    ),
    pytest.param("const next = () => setImmediate(next); next(); return new Promise(() => {});", id="never settles"),
    pytest.param("for (;;) console.log('x'.repeat(1000));", id="floods"),
    pytest.param("for (;;) process.stderr.write('x');", id="floods byte by byte"),
    pytest.param("/(a+)+$/.test('a'.repeat(50) + 'b');\nreturn a + 1;", id="matches for years"),
]


@pytest.mark.parametrize("body", BOMBS)
async def test_what_exhausts_something_in_javascript_passes_nothing(sandbox: SandboxClient, body: str) -> None:
    began = time.monotonic()
    source = f"function f(a) {{\n{body}\n}}"
    outcome = await carry_out(sandbox, spec(source, echoes(1, 2), language="javascript", limits=HASTY))
    assert outcome.finished.verdict not in (Verdict.PASSED, Verdict.INTERNAL_ERROR), outcome
    assert outcome.finished.passed == 0
    assert time.monotonic() - began < 10


HEAP = [
    pytest.param("const x = []; for (;;) x.push(new Array(1e5).fill(1.5));", id="fills the heap"),
    pytest.param("const x = []; for (;;) x.push(Buffer.alloc(8 << 20, 1));", id="fills memory beside the heap"),
]


@pytest.mark.parametrize("body", HEAP)
async def test_javascript_out_of_memory_is_told_as_that(sandbox: SandboxClient, body: str) -> None:
    source = f"function f(a) {{ if (a === 2) {{ {body} }} return a; }}"
    outcome = await carry_out(sandbox, spec(source, echoes(1, 2, 3), language="javascript"))
    assert outcome.verdicts == [Verdict.PASSED, Verdict.MEMORY_LIMIT, Verdict.PASSED]
    assert outcome.cases[1].message == "Your program used more than 256 MB; the limit for this task is 256 MB."


async def test_a_child_that_eats_memory_is_noted_and_the_right_answer_counts(sandbox: SandboxClient) -> None:
    source = (
        "import os\ndef f(a):\n    child = os.fork()\n    if child == 0:\n        x = []\n"
        "        while True: x.append(bytearray(8 << 20))\n    os.waitpid(child, 0)\n    return a"
    )
    outcome = await carry_out(sandbox, spec(source, echoes(1), limits=HUNGRY))
    assert outcome.verdicts == [Verdict.PASSED]
    assert "was stopped for using more than 128 MB" in outcome.cases[0].message


TRICKS = {
    "reads the callers' frames for the expected value": """
        import sys
        def f(a):
            frame, seen = sys._getframe(1), ""
            while frame:
                seen += str(frame.f_locals)
                frame = frame.f_back
            return "found" if "expected" in seen else RIGHT
    """,
    "searches every object for the expected value": """
        import gc
        def f(a):
            found = [each for each in gc.get_objects() if type(each) is dict and "expected" in each and "args" in each]
            return "found" if found else RIGHT
    """,
    "is equal to everything": """
        class Any(int):
            __eq__ = lambda self, other: True
            __ne__ = lambda self, other: False
            __hash__ = int.__hash__
        def f(a):
            return Any(RIGHT)
    """,
    "is no number but equal to one": """
        class Any:
            def __eq__(self, other): return True
        def f(a):
            return Any() if WRONG else a
    """,
    "prints a verdict and leaves": """
        import os
        def f(a):
            if WRONG:
                print('["finished",{"verdict":"passed"}]', flush=True)
                os._exit(0)
            return a
    """,
    "patches json": """
        import json
        plain = json.dumps
        def f(a):
            if WRONG:
                json.dumps = lambda value, **options: plain({**value, "ok": 1})
            return RIGHT
    """,
    "patches the shim": """
        import __main__
        def f(a):
            if WRONG:
                __main__.plain = lambda value, depth: "passed"
            return RIGHT
    """,
    "answers beforehand on every descriptor": """
        import os
        for fd in range(3, 21):
            try: os.write(fd, b'{"id": "1", "ok": 1}\\n')
            except OSError: pass
        def f(a):
            return RIGHT
    """,
    "answers the current request itself, wrong, and then returns": """
        import os, sys, json
        def f(a):
            if WRONG:
                id = sys._getframe(1).f_locals["request"]["id"]
                os.write(4, json.dumps({"id": id, "ok": -1}).encode() + b"\\n")
            return a
    """,
    "answers the current request twice": """
        import os, sys, json
        def f(a):
            if WRONG:
                id = sys._getframe(1).f_locals["request"]["id"]
                os.write(4, (json.dumps({"id": id, "ok": a}).encode() + b"\\n") * 2)
            return a
    """,
    "reads the questions itself": """
        import os, threading
        def f(a):
            if WRONG:
                threading.Thread(target=os.read, args=(3, 9999)).start()
            return a
    """,
    "sends frames of init's own protocol": """
        import os
        def f(a):
            if WRONG:
                for fd in (1, 2, 4): os.write(fd, bytes([0, 0, 0, 19, 19]) + bytes(19))
            return RIGHT
    """,
    "leaves a daemon behind": """
        import os, time
        def f(a):
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0: time.sleep(60)
                os._exit(0)
            return RIGHT
    """,
    "kills PID 1": """
        import os
        def f(a):
            os.kill(1, 9)
            return RIGHT
    """,
    "answers at its exit": """
        import atexit, os
        atexit.register(lambda: os.write(4, b'{"ok": 1}\\n'))
        def f(a):
            if WRONG: raise SystemExit
            return a
    """,
    "plants modules for the next process": """
        import os
        for name in ("json", "sitecustomize", "traceback"):
            with open(f"/tmp/run/{name}.py", "w") as planted:
                planted.write("import os; os.write(4, b'{}')")
        def f(a):
            if a == 1 and WRONG: os._exit(1)
            return RIGHT
    """,
}


def played(trick: str, *, wrong: bool) -> str:
    """The trick around a function that gives its argument back, or something else."""
    source = dedent(TRICKS[trick]).replace("RIGHT", "a + 1" if wrong else "a")
    return source.replace("WRONG", str(wrong))


@pytest.mark.parametrize("trick", TRICKS)
async def test_no_trick_turns_a_wrong_program_into_a_right_one(sandbox: SandboxClient, trick: str) -> None:
    outcome = await carry_out(sandbox, spec(played(trick, wrong=True), echoes(1, 2, 3), limits=HASTY))
    assert outcome.finished.verdict not in (Verdict.PASSED, Verdict.INTERNAL_ERROR), outcome


@pytest.mark.parametrize("trick", TRICKS)
async def test_no_trick_around_a_right_program_becomes_our_fault(sandbox: SandboxClient, trick: str) -> None:
    outcome = await carry_out(sandbox, spec(played(trick, wrong=False), echoes(1, 2, 3), limits=HASTY))
    beforehand = trick.startswith("answers beforehand")
    assert outcome.finished.verdict is (Verdict.PROTOCOL_ERROR if beforehand else Verdict.PASSED), outcome


COERCIONS = [
    "({ valueOf: () => a, toString: () => String(a), [Symbol.toPrimitive]: () => a })",
    "({ toJSON: () => a, toString: null })",
    "new Proxy(function () {}, { get: () => a, apply: () => a })",
    "(Object.prototype.ok = a, Object.prototype.then = undefined, {})",
    "(JSON.stringify = () => String(a), Array.prototype.every = () => true, null)",
    '(require(\'fs\').writeSync(4, `{"id":"1","ok":${a}}\\n`), null)',
    "process.exit(0)",
    "process.abort()",
    "process.kill(1, 'SIGKILL') && null",
]


@pytest.mark.parametrize("expression", COERCIONS)
async def test_no_coercion_in_javascript_passes(sandbox: SandboxClient, expression: str) -> None:
    source = f"function f(a) {{ return {expression}; }}"
    outcome = await carry_out(sandbox, spec(source, echoes(1, 2), language="javascript", limits=HASTY))
    assert Verdict.PASSED not in outcome.verdicts
    assert outcome.finished.verdict not in (Verdict.PASSED, Verdict.INTERNAL_ERROR), outcome


async def test_a_neighbour_is_judged_while_max_does_his_worst(sandbox: SandboxClient) -> None:
    flood = "import os\ndef f(a):\n    while True:\n        try: os.fork()\n        except OSError: print('x' * 9)"
    noise = asyncio.create_task(carry_out(sandbox, spec(flood, echoes(1), limits=HASTY, run="max")))
    outcome = await carry_out(sandbox, spec("def f(a):\n    return a", echoes(1, 2), run="cam"))
    assert outcome.finished.verdict is Verdict.PASSED
    assert (await noise).finished.verdict is not Verdict.PASSED


async def test_more_cases_than_anybody_writes_are_judged_in_one_container(sandbox: SandboxClient) -> None:
    outcome = await carry_out(sandbox, spec("def f(a):\n    return a", echoes(*range(500))))
    assert outcome.finished.passed == 500


async def test_a_large_answer_and_a_large_input_go_through(sandbox: SandboxClient) -> None:
    numbers = list(range(100_000))
    wanted = spec("def f(a):\n    return a[::-1]", [Case("large", [numbers], expected=numbers[::-1])])
    outcome = await carry_out(sandbox, wanted)
    assert outcome.finished.verdict is Verdict.PASSED
