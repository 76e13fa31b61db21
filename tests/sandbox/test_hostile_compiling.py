"""Max against the compiler, in real containers: what is compiled is hostile input, and so is what comes of it."""

import time
from dataclasses import replace
from textwrap import dedent

import docker
import pytest

from sandbox.base import base
from sandbox.builder import build
from sandbox.client import SandboxClient
from sandbox.contract import Case, CaseJudged, Comparison, Limits, Mode, Verdict
from tests.sandbox.programs import Outcome, carry_out, spec
from tests.sandbox.relay import Relay

pytestmark = pytest.mark.docker


@pytest.fixture
async def c(client: docker.DockerClient, sandbox: SandboxClient) -> SandboxClient:
    """A real sandbox that compiles C."""
    base(client, print)
    build(client, "c", print)
    return sandbox


async def compiled(sandbox: SandboxClient, source: str, *cases: Case, limits: Limits | None = None) -> Outcome:
    wanted = spec(dedent(source), cases or [Case("one", expected="x")], language="c", limits=limits)
    return await carry_out(sandbox, replace(wanted, mode=Mode.PROGRAM, compare=Comparison("tokens", 0)))


def all_words(case: CaseJudged) -> str:
    return case.message + case.trace + case.stdout + case.stderr


BOMBS = [
    pytest.param('#include "/dev/zero"', {Verdict.COMPILE_LIMIT, Verdict.COMPILE_ERROR}, id="an include without end"),
    pytest.param('#include "/dev/stdin"', {Verdict.COMPILE_ERROR}, id="an include of nothing"),
    pytest.param('#include "solution.c"', {Verdict.COMPILE_ERROR}, id="an include of itself"),
    pytest.param('#include "/proc/self/fd/0"\nint main', {Verdict.COMPILE_ERROR}, id="an include of a descriptor"),
    pytest.param("char a[1 << 30] = {1};\nint main(void) {}", {Verdict.COMPILE_LIMIT}, id="a giant program"),
    pytest.param(
        "#define A(x) x x x x x x x x\n#define B(x) A(A(A(A(x))))\nint main(void) { B(B(B(1;))) }",
        {Verdict.COMPILE_LIMIT},
        id="macros that grow without end",
    ),
    pytest.param("int main(void) {" + "{" * 100_000, {Verdict.COMPILE_ERROR, Verdict.COMPILE_LIMIT}, id="deep braces"),
    pytest.param(
        "#define E(n) _Static_assert(0, #n);\n" + "".join(f"E({n})\n" for n in range(5000)),
        {Verdict.COMPILE_ERROR},
        id="a thousand mistakes",
    ),
]


@pytest.mark.parametrize(("source", "verdicts"), BOMBS)
async def test_no_source_hangs_or_breaks_the_compiler(c: SandboxClient, source: str, verdicts: set[Verdict]) -> None:
    began = time.monotonic()
    (case,) = (await compiled(c, source)).cases
    assert case.verdict in verdicts, case
    assert case.message
    assert len(case.trace) <= 16 * 1024
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("path", ["/proc/1/environ", "/etc/passwd", "/proc/self/environ", "/var/run/docker.sock"])
async def test_what_can_be_included_is_the_containers_own(c: SandboxClient, relay: Relay, path: str) -> None:
    (case,) = (await compiled(c, f'#include "{path}"\nint main(void) {{}}')).cases
    assert case.verdict in {Verdict.COMPILE_ERROR, Verdict.WRONG}  # what is empty there includes well
    assert all(word not in all_words(case) for word in ("GREENROOM", "Ida", "SECRET"))


async def test_a_program_runs_where_nothing_of_its_compiler_is_left(c: SandboxClient) -> None:
    looks = """
        #include <stdio.h>
        #include <stdlib.h>
        int main(void) {
            fflush(stdout);
            return system("ls /tmp/run");
        }
    """
    (case,) = (await compiled(c, looks, Case("one", expected="solution"))).cases
    assert case.verdict is Verdict.PASSED, case


ENDS = [
    pytest.param("int main(void) { return 3; }", Verdict.RUNTIME_ERROR, "exit code 3", id="ends badly"),
    pytest.param("int main(void) { *(volatile int *)0 = 1; }", Verdict.RUNTIME_ERROR, "touched memory", id="crashes"),
    pytest.param(
        "int f(int n) { volatile char a[4096]; a[0] = n; return f(n + 1) + a[0]; }\nint main(void) { return f(0); }",
        Verdict.RUNTIME_ERROR,
        "recursion without end",
        id="recursion",
    ),
    pytest.param("int main(void) { for (;;); }", Verdict.TIME_LIMIT, "1 s of computing", id="computes without end"),
    pytest.param(
        "#include <stdlib.h>\n#include <string.h>\nint main(void) { for (;;) memset(malloc(1 << 20), 1, 1 << 20); }",
        Verdict.MEMORY_LIMIT,
        "more than 128 MB; the limit for this task is 128 MB",
        id="eats memory",
    ),
    pytest.param(
        '#include <stdio.h>\nint main(void) { for (;;) puts("xxxxxxxxxxxxxxxx"); }',
        Verdict.OUTPUT_LIMIT,
        "printed more than 1 MB",
        id="floods",
    ),
    pytest.param("int main(void) { __builtin_trap(); }", Verdict.RUNTIME_ERROR, "crashed", id="traps"),
]


@pytest.mark.parametrize(("source", "verdict", "words"), ENDS)
async def test_how_a_compiled_program_ends_is_said(c: SandboxClient, source: str, verdict: Verdict, words: str) -> None:
    limits = Limits(cpu_seconds=1, wall_seconds=60, memory_mb=128)
    (case,) = (await compiled(c, source, limits=limits)).cases
    assert case.verdict is verdict, case
    assert words in case.message
