"""Files that run as programs, by the shims that are started already: on this machine, Cam's honest ones."""

from dataclasses import replace

import pytest

from sandbox.contract import Case, Comparison, Limits, Mode, RunSpec, ScratchSpec, Verdict
from tests.sandbox.local import Runs, Shows
from tests.sandbox.programs import HASTY, spec

every_language = pytest.mark.parametrize("language", ["python", "javascript"])

SUMS = {
    "python": "import sys\nif __name__ == '__main__':\n    print(sum(map(int, sys.stdin.read().split())))",
    "javascript": "const words = require('fs').readFileSync(0, 'utf8').split(/\\s+/).filter(Boolean);\n"
    "if (require.main === module) console.log(words.reduce((sum, word) => sum + Number(word), 0));",
}


def programs(language: str, source: str, *cases: Case, limits: Limits | None = None) -> RunSpec:
    wanted = spec(source, cases, language=language, compare=Comparison("tokens", 0), limits=limits)
    return replace(wanted, mode=Mode.PROGRAM)


def case(name: str, stdin: str, expected: str) -> Case:
    return Case(name, stdin=stdin, expected=expected)


@every_language
async def test_each_case_is_one_process_and_its_answer_what_it_prints(run: Runs, language: str) -> None:
    cases = [case("a", "1 2\n3", "6"), case("b", "", "0"), case("c", "5", "6")]
    outcome = await run(programs(language, SUMS[language], *cases))
    assert outcome.verdicts == [Verdict.PASSED, Verdict.PASSED, Verdict.WRONG]
    assert outcome.got == ["6\n", "0\n", "5\n"]
    assert outcome.cases[2].message == "The answer is not the expected one."
    assert [each.stdout for each in outcome.cases] == [""] * 3
    assert all(each.ms > 0 for each in outcome.cases)


ONE = case("one", "x", "x")

TIGHT = Limits(cpu_seconds=0.5, wall_seconds=4)
WAYS: list[tuple[str, str, Verdict, str]] = [
    ("python", "import sys\nsys.exit(0)", Verdict.WRONG, "The answer is not the expected one."),
    ("python", "import sys\nprint('x')\nsys.exit(3)", Verdict.RUNTIME_ERROR, "Your program ended with exit code 3; a"),
    ("python", "print('x')\n1 / 0", Verdict.RUNTIME_ERROR, "Your program ended with exit code 1: ZeroDivision"),
    ("python", "def f(:", Verdict.COMPILE_ERROR, "SyntaxError: invalid syntax"),
    ("python", "import os\nos.kill(os.getpid(), 11)", Verdict.RUNTIME_ERROR, "Your program crashed: it touched memory"),
    ("python", "while True: pass", Verdict.TIME_LIMIT, "Your program did not end within 0.5 s of computing."),
    ("python", "while True: print('x' * 1000)", Verdict.OUTPUT_LIMIT, "Your program printed more than 1 MB and was"),
    ("python", "import os\nos.write(4, b'{}')", Verdict.RUNTIME_ERROR, "Your program ended with exit code 1: OSError:"),
    ("javascript", "process.exitCode = 3;", Verdict.RUNTIME_ERROR, "Your program ended with exit code 3"),
    ("javascript", "throw new RangeError('bad');", Verdict.RUNTIME_ERROR, "Your program ended with exit code 1: R"),
    ("javascript", "function f(", Verdict.COMPILE_ERROR, "SyntaxError: Unexpected"),
    ("javascript", "import 'node:fs';\nfunction f(", Verdict.COMPILE_ERROR, "SyntaxError: Unexpected"),
    ("javascript", "while (true);", Verdict.TIME_LIMIT, "Your program did not end within 0.5 s of computing."),
    ("javascript", "require('fs').writeSync(4, 'x');", Verdict.RUNTIME_ERROR, "Your program ended with exit code 1: "),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "verdict", "message"), WAYS)
async def test_ways_for_a_program_to_fail(
    run: Runs, language: str, source: str, verdict: Verdict, message: str
) -> None:
    outcome = await run(programs(language, source, ONE, limits=TIGHT))
    assert outcome.verdicts == [verdict], outcome.cases
    assert outcome.cases[0].message.startswith(message), outcome.cases[0]


@pytest.mark.parametrize(
    ("language", "source"), [("python", "import time\ntime.sleep(60)"), ("javascript", "setTimeout(() => 1, 60000);")]
)
async def test_a_program_that_only_waits_is_stopped_too(run: Runs, language: str, source: str) -> None:
    outcome = await run(programs(language, source, ONE, limits=Limits(cpu_seconds=4, wall_seconds=0.5)))
    assert outcome.verdicts == [Verdict.TIME_LIMIT], outcome.cases
    assert outcome.cases[0].message.startswith("Your program did not end within 0.5 s and was mostly"), outcome.cases[0]


@pytest.mark.parametrize(
    ("language", "source", "trace"),
    [
        (
            "python",
            "def g():\n    raise ValueError('bad')\ng()",
            'Traceback (most recent call last):\n  File "solution.py", line 3, in <module>\n    g()\n'
            "  File \"solution.py\", line 2, in g\n    raise ValueError('bad')\nValueError: bad\n",
        ),
        ("javascript", "function g() {\n  throw new Error('bad');\n}\ng();", "at g (solution.js:2:9)\n    at Object"),
    ],
)
async def test_a_trace_shows_the_programs_own_frames(run: Runs, language: str, source: str, trace: str) -> None:
    complaint = (await run(programs(language, source, ONE))).cases[0].stderr
    assert trace in complaint.replace("    ~^^\n", "")
    assert "shim" not in complaint


JAVASCRIPT = [
    "process.stdin.on('data', (data) => process.stdout.write(data));",
    "import { createInterface } from 'node:readline';\nconst lines = createInterface({ input: process.stdin });\n"
    "for await (const line of lines) console.log(line);",
    "require('readline').createInterface({ input: process.stdin }).on('line', (line) => console.log(line));",
    "(async () => { for await (const data of process.stdin) process.stdout.write(data); })();",
    "#!/usr/bin/env node\nconsole.log(require('fs').readFileSync('/dev/stdin', 'utf8'));",
    "const answer = await Promise.resolve('x');\nconsole.log(answer);",
]


@pytest.mark.parametrize("source", JAVASCRIPT)
async def test_every_way_to_read_in_javascript(run: Runs, source: str) -> None:
    outcome = await run(programs("javascript", source, ONE))
    assert outcome.verdicts == [Verdict.PASSED], outcome.cases


PYTHON = [
    "print(input())",
    "import sys\nfor line in sys.stdin: print(line)",
    "print(open(0).read())",
    "print(open('/dev/stdin').read())",
    "import dataclasses, pickle\n@dataclasses.dataclass\nclass A:\n    x: str\n"
    "print(pickle.loads(pickle.dumps(A(input()))).x)",
    "import threading\nthreading.Timer(0.01, lambda: print('x')).start()",
    "import atexit, sys\natexit.register(print, 'x')\nsys.exit()",
]


@pytest.mark.parametrize("source", PYTHON)
async def test_every_way_to_read_in_python(run: Runs, source: str) -> None:
    outcome = await run(programs("python", source, ONE))
    assert outcome.verdicts == [Verdict.PASSED], outcome.cases


async def test_a_long_output_is_compared_whole_and_an_unchecked_one_kept_whole(run: Runs) -> None:
    source = "n = int(input())\nprint('\\n'.join(map(str, range(n))))"
    long = "\n".join(map(str, range(100_000)))
    outcome = await run(programs("python", source, case("a", "100000", long), Case("b", stdin="100000", checked=False)))
    assert outcome.verdicts == [Verdict.PASSED, Verdict.UNCHECKED]
    assert outcome.got[1] == long + "\n"


async def test_what_one_case_leaves_running_is_gone_before_the_next(run: Runs) -> None:
    forks = "import os, time\nif os.fork():\n    print('x')\nelse:\n    os.setpgid(0, 0)\n    time.sleep(0.01)"
    outcome = await run(programs("python", forks, ONE, ONE))
    assert outcome.finished.passed == 2


@every_language
async def test_a_scratch_program_reads_and_is_shown(show: Shows, language: str) -> None:
    out, err, finished = await show(ScratchSpec("run-1", language, SUMS[language], "20 22"))
    assert (out, err) == ("42\n", "")
    assert (finished.verdict, finished.message) == (Verdict.UNCHECKED, "The program has ended.")


async def test_a_scratch_program_in_trouble_says_so(show: Shows) -> None:
    out, err, finished = await show(ScratchSpec("run-1", "python", "print('so far')\n1 / 0", limits=HASTY))
    assert out == "so far\n"
    assert err.endswith("ZeroDivisionError: division by zero\n")
    assert (finished.verdict, finished.passed, finished.total) == (Verdict.RUNTIME_ERROR, 0, 0)


async def test_a_scratch_program_that_cannot_be_read_shows_why(show: Shows) -> None:
    out, err, finished = await show(ScratchSpec("run-1", "python", "print('never'"))
    assert out == ""
    assert "SyntaxError: '(' was never closed" in err
    assert finished.verdict is Verdict.COMPILE_ERROR


async def test_more_than_is_shown_is_read_and_said(show: Shows) -> None:
    source = "for _ in range(3000): print('é' * 49)"
    out, _, finished = await show(ScratchSpec("run-1", "python", source))
    assert len(out.encode()) in (64 * 1024, 64 * 1024 - 1)
    assert "�" not in out
    assert finished.message == "The program has ended. It printed more than the 64 KB that are shown."


async def test_a_flood_ends(show: Shows) -> None:
    _, _, finished = await show(ScratchSpec("run-1", "python", "while True: print('x' * 1000)"))
    assert finished.verdict is Verdict.OUTPUT_LIMIT
