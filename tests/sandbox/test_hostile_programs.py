"""Max's whole programs, with a standard input of their own, in real containers: what they print is all that counts, and
one case finds nothing of the other's."""

from dataclasses import replace
from textwrap import dedent

import pytest

from sandbox.client import SandboxClient
from sandbox.contract import Case, Comparison, Finished, Limits, Mode, Printed, RunSpec, ScratchSpec, Verdict
from tests.sandbox.programs import HASTY, carry_out, spec
from tests.sandbox.relay import Relay

pytestmark = pytest.mark.docker

CANARY = "expected-canary-4711"


def programs(source: str, *cases: Case, limits: Limits | None = None) -> RunSpec:
    wanted = spec(dedent(source), cases, compare=Comparison("tokens", 0), limits=limits)
    return replace(wanted, mode=Mode.PROGRAM)


def case(number: int, stdin: str = "x", expected: str = "x") -> Case:
    return Case(f"case-{number}", stdin=stdin, expected=expected)


TRICKS = [
    pytest.param("import sys; sys.exit(0)", {Verdict.WRONG}, id="ends well without a word"),
    pytest.param("import os; os._exit(0)", {Verdict.WRONG}, id="ends at once"),
    pytest.param("while True: print('x' * 1000)", {Verdict.OUTPUT_LIMIT}, id="floods"),
    pytest.param("while True: pass", {Verdict.TIME_LIMIT}, id="computes without end"),
    pytest.param("import time; time.sleep(60)", {Verdict.TIME_LIMIT}, id="sleeps"),
    pytest.param("import os, time; os.close(1); os.close(2); time.sleep(60)", {Verdict.TIME_LIMIT}, id="falls silent"),
    pytest.param("x = []\nwhile True: x.append(bytearray(8 << 20))", {Verdict.MEMORY_LIMIT}, id="eats memory"),
    pytest.param("import os; os.kill(os.getpid(), 9)", {Verdict.RUNTIME_ERROR}, id="kills itself"),
    pytest.param("import os; os.kill(-1, 9)", {Verdict.RUNTIME_ERROR, Verdict.WRONG}, id="kills everybody"),
    pytest.param(
        "import os\nwhile True: os.fork()",
        {Verdict.RUNTIME_ERROR, Verdict.TIME_LIMIT, Verdict.MEMORY_LIMIT},
        id="forks",
    ),
    pytest.param(
        """
        import os, json
        for fd in range(3, 256):
            for said in (b'passed\\n', b'{"id":"1","ok":"x"}\\n'):
                try: os.write(fd, said)
                except OSError: pass
        """,
        {Verdict.WRONG},
        id="writes to every descriptor",
    ),
    pytest.param(
        """
        import os, glob
        for path in glob.glob('/proc/*/fd/*'):
            try: open(path, 'wb', 0).write(b'\\0\\0\\0\\1\\x14x')
            except OSError: pass
        """,
        {Verdict.WRONG, Verdict.RUNTIME_ERROR},
        id="writes to everybody's descriptors",
    ),
    pytest.param("import os\nos.write(1, b'\\xff\\0\\xc3')", {Verdict.WRONG}, id="prints no text"),
]


@pytest.mark.parametrize(("source", "verdicts"), TRICKS)
async def test_no_trick_passes_and_the_next_case_is_judged_by_itself(
    sandbox: SandboxClient, source: str, verdicts: set[Verdict]
) -> None:
    honest_if = "import sys\nif sys.stdin.readline() == 'honest':\n    print('x')\n    sys.exit()\n"
    wanted = programs(
        honest_if + dedent(source), case(1), case(2, stdin="honest"), limits=replace(HASTY, wall_seconds=5)
    )
    tricked, honest = (await carry_out(sandbox, wanted)).cases
    assert tricked.verdict in verdicts, tricked
    assert tricked.message
    assert honest.verdict is Verdict.PASSED, honest


async def test_nobody_of_one_case_lives_in_the_next(sandbox: SandboxClient) -> None:
    source = """
        import os, time
        others = [pid for pid in os.listdir('/proc') if pid.isdigit() and int(pid) not in (1, os.getpid())]
        print(*others)
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                while True: time.sleep(1)
            os._exit(0)
    """
    outcome = await carry_out(sandbox, programs(source, *(case(number, expected="") for number in range(3))))
    assert outcome.verdicts == [Verdict.PASSED] * 3, outcome.cases


async def test_who_spoils_the_source_only_spoils_the_rest(sandbox: SandboxClient) -> None:
    source = "import os, sys\nprint('x')\nos.remove('solution.py')\nos.symlink('/etc/passwd', 'solution.py')"
    outcome = await carry_out(sandbox, programs(source, case(1), case(2)))
    assert outcome.verdicts[0] is Verdict.PASSED
    assert outcome.verdicts[1] in {Verdict.RUNTIME_ERROR, Verdict.COMPILE_ERROR}, outcome.cases[1]


async def test_no_byte_of_an_expected_output_is_sent(sandbox: SandboxClient, relay: Relay) -> None:
    await carry_out(sandbox, programs("print(input())", case(1, "word", CANARY), case(2, CANARY[::-1], CANARY)))
    assert CANARY.encode() not in relay.sent
    assert CANARY[::-1].encode() in relay.sent


async def scratched(sandbox: SandboxClient, source: str, stdin: str = "") -> tuple[str, Finished]:
    wanted = ScratchSpec("run-1", "python", dedent(source), stdin, HASTY)
    *pieces, finished = [piece async for piece in sandbox.scratch(wanted)]
    assert isinstance(finished, Finished)
    return "".join(piece.text for piece in pieces if isinstance(piece, Printed)), finished


async def test_what_a_scratch_program_prints_is_bounded_text(sandbox: SandboxClient) -> None:
    text, finished = await scratched(sandbox, "import os\nwhile True: os.write(1, b'\\xff\\0' * 999)")
    assert finished.verdict is Verdict.OUTPUT_LIMIT
    assert set(text) == {"\ufffd", "\u2400"}
    assert len(text) <= 64 * 1024


async def test_a_scratch_program_is_shown_as_it_prints_and_can_be_stopped(sandbox: SandboxClient) -> None:
    source = "import time\nprint('now', flush=True)\ntime.sleep(60)"
    pieces = sandbox.scratch(ScratchSpec("run-1", "python", source))
    async for piece in pieces:
        if isinstance(piece, Printed):
            assert piece.text == "now\n"
            break
    await pieces.aclose()
