"""Max in Java, Kotlin and C#: the shim lives in his own process there, and he may do to it whatever he likes."""

import asyncio

import pytest

from sandbox.builder import build
from sandbox.client import SandboxClient
from sandbox.contract import Case, Limits, RunSpec, Verdict
from sandbox.engine import NoEngine, connect
from tests.sandbox.programs import Outcome, carry_out

pytestmark = pytest.mark.docker

LIMITS = Limits(cpu_seconds=4, wall_seconds=20)
FUNCTION = {"csharp": "Twice"}

JAVA = {
    "exits": "System.exit(0);",
    "halts": "Runtime.getRuntime().halt(0);",
    "answers itself with another id": """
        try (var out = new java.io.FileOutputStream("/proc/self/fd/4")) {
            out.write("{\\"id\\":\\"x\\",\\"ok\\":2}\\n".getBytes());
        } catch (java.io.IOException error) {}
    """,
    "closes the shim's streams": """
        try { new java.io.FileOutputStream("/proc/self/fd/4").close(); System.out.close(); System.err.close(); }
        catch (java.io.IOException error) {}
    """,
    "returns the largest": "if (n == 1) return Integer.MAX_VALUE;",
    "recurses without end": "return twice(n) + 1;",
    "takes all memory": "var held = new java.util.ArrayList<long[]>(); while (true) held.add(new long[100000]);",
    "spins in other threads": "for (int i = 0; i < 4; i++) new Thread(() -> { while (true); }).start();",
    "starts threads without end": "while (true) new Thread(() -> { while (true) Thread.yield(); }).start();",
    "floods": 'while (true) System.out.println("flood");',
    "throws what cannot be told": """
        throw new RuntimeException() {
            public String getMessage() { throw new IllegalStateException(); }
            public StackTraceElement[] getStackTrace() { return null; }
        };
    """,
    "throws itself as its cause": """
        var one = new RuntimeException("one"); var two = new RuntimeException("two", one); one.initCause(two);
        throw one;
    """,
}
KOTLIN = {
    "exits": "kotlin.system.exitProcess(0)",
    "recurses without end": "return twice(n) + 1",
    "takes all memory": "val held = ArrayList<LongArray>(); while (true) held.add(LongArray(100000))",
    "answers itself with another id": """
        java.io.FileOutputStream("/proc/self/fd/4").use { it.write("{\\"id\\":\\"x\\",\\"ok\\":2}\\n".toByteArray()) }
    """,
}
CSHARP = {
    "exits": "Environment.Exit(0);",
    "kills itself": "System.Diagnostics.Process.GetCurrentProcess().Kill();",
    "fails fast": 'Environment.FailFast("enough");',
    "recurses without end": "return Twice(n) + 1;",
    "takes all memory": "var held = new List<long[]>(); while (true) held.Add(new long[100000]);",
    "answers itself with another id": """
        using (var file = System.IO.File.OpenWrite("/proc/self/fd/4")) {
            var said = System.Text.Encoding.UTF8.GetBytes("{\\"id\\":\\"x\\",\\"ok\\":2}\\n");
            file.Write(said, 0, said.Length);
        }
    """,
    "fails in another thread": 'new System.Threading.Thread(() => { throw new Exception("elsewhere"); }).Start();',
    "floods": 'while (true) Console.WriteLine("flood");',
    "puts its own stream in place": "Console.SetOut(null);",
}
TRICKS = [
    (language, name) for language, some in (("java", JAVA), ("kotlin", KOTLIN), ("csharp", CSHARP)) for name in some
]

tricks = pytest.mark.parametrize(("language", "trick"), TRICKS, ids=lambda each: each)


WHOLE = {
    "java": "class Solution {{ int twice(int n) {{ if (n == 1) {{\n{trick}\n}} return {answer}; }} }}",
    "kotlin": "fun twice(n: Int): Int {{ if (n == 1) {{\n{trick}\n}}\nreturn {answer} }}",
    "csharp": (
        "using System; using System.Collections.Generic; public class Solution {{ public int Twice(int n) {{"
        "if (n == 1) {{\n{trick}\n}} return {answer}; }} }}"
    ),
}


def source(language: str, trick: str, answer: str) -> str:
    """A function that tries a trick in case 1 alone; its answer is this, unless the trick has another."""
    tricks = {"java": JAVA, "kotlin": KOTLIN, "csharp": CSHARP}[language]
    return WHOLE[language].format(trick=tricks[trick], answer=answer)


@pytest.fixture
async def built(language: str) -> None:
    """This language's own image."""
    client = connect()
    assert not isinstance(client, NoEngine), str(client)
    try:
        await asyncio.to_thread(build, client, language, print)
    finally:
        client.close()


async def judged(sandbox: SandboxClient, language: str, text: str) -> Outcome:
    cases = tuple(Case(f"case-{n}", [n], expected=n * 2) for n in (1, 2, 3))
    function = FUNCTION.get(language, "twice")
    return await carry_out(sandbox, RunSpec("run-1", language, text, function, cases, limits=LIMITS))


@tricks
async def test_no_trick_makes_a_wrong_program_right(
    language: str, trick: str, built: None, sandbox: SandboxClient
) -> None:
    outcome = await judged(sandbox, language, source(language, trick, "7"))
    assert Verdict.PASSED not in outcome.verdicts, outcome.cases
    assert outcome.finished.verdict not in (Verdict.PASSED, Verdict.INTERNAL_ERROR), outcome.finished


@tricks
async def test_no_trick_around_a_right_program_is_our_fault(
    language: str, trick: str, built: None, sandbox: SandboxClient
) -> None:
    outcome = await judged(sandbox, language, source(language, trick, "n * 2"))
    assert Verdict.INTERNAL_ERROR not in outcome.verdicts, outcome.cases
    assert outcome.finished.verdict is not Verdict.INTERNAL_ERROR, outcome.finished


@pytest.mark.parametrize(("language", "trick"), [each for each in TRICKS if each[1].startswith(("recurses", "takes"))])
async def test_what_gave_out_is_told_and_the_next_case_is_judged(
    language: str, trick: str, built: None, sandbox: SandboxClient
) -> None:
    outcome = await judged(sandbox, language, source(language, trick, "n * 2"))
    first = Verdict.MEMORY_LIMIT if trick.startswith("takes") else Verdict.RUNTIME_ERROR
    assert outcome.verdicts == [first, Verdict.PASSED, Verdict.PASSED], outcome.cases
