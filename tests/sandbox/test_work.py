"""From a source to its verdicts, compiled and run by init on this machine: Cam writes C, and the compiler is a step of
its own, with its own container, limits and words."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.compiling import Compiler, Order
from sandbox.contract import (
    Begun,
    Case,
    Comparison,
    Finished,
    Limits,
    Mode,
    Piece,
    Printed,
    ScratchSpec,
    SuiteSpec,
    Verdict,
)
from sandbox.languages import Compile, Glue, Language, Program, Run
from sandbox.launch import File
from sandbox.pool import Claimed
from sandbox.stream import SandboxTrouble, Stream
from sandbox.work import Work
from tests.sandbox.initd import local_init
from tests.sandbox.programs import HASTY, Outcome, outcome, spec

C = Language(
    id="c",
    title="C",
    file="solution.c",
    editor="c",
    comment="//",
    indent=4,
    run=Run("solution.c"),
    program=Program(("./program",)),
    compile=Compile("program", program=("/usr/bin/cc", "-O1", "-o", "program", "solution.c")),
)
SHELL = replace(C, id="shell", run=Run("build.sh"), compile=Compile("program", program=("/bin/sh", "build.sh")))
"""A language whose compiler does as the source says: everything that a hostile compile step could do."""

DOUBLES = '#include <stdio.h>\nint main(void) { int n; while (scanf("%d", &n) == 1) printf("%d\\n", 2 * n); }'


class House:
    """Containers that are directories here, and a count of those that were claimed for compiling."""

    def __init__(self, init: Path, place: Path) -> None:
        self._init, self._place = init, place
        self.compiled = 0
        self.ran = 0
        self.work = Work(self._running, Compiler(self._compiling), lambda language: f"image/{language.id}")

    async def run(
        self, language: Language, source: str, *cases: Case, limits: Limits | None = None, mode: Mode = Mode.PROGRAM
    ) -> Outcome:
        how = Comparison("tokens") if mode is Mode.PROGRAM else Comparison()
        wanted = replace(spec(source, cases, language=language.id, limits=limits, compare=how), mode=mode)
        return outcome(wanted, [piece async for piece in self.work.judged(wanted, language)])

    @asynccontextmanager
    async def _running(self, language: Language, limits: Limits, mode: Mode) -> AsyncIterator[Claimed]:
        self.ran += 1
        async with local_init(self._init, self._new(f"run-{self.ran}")) as init:
            yield Claimed(init, cold=True)

    @asynccontextmanager
    async def _compiling(self, language: Language) -> AsyncIterator[Stream]:
        self.compiled += 1
        async with local_init(self._init, self._new(f"compile-{self.compiled}")) as init:
            yield init

    def _new(self, name: str) -> Path:
        place = self._place / name
        place.mkdir()
        return place


@pytest.fixture
def house(init_program: Path, tmp_path: Path) -> House:
    return House(init_program, tmp_path)


def doubles(*numbers: int) -> list[Case]:
    return [Case(f"case-{number}", stdin=f"{number}\n", expected=f"{2 * number}\n") for number in numbers]


async def test_cams_c_program_is_compiled_once_and_passes_every_case(house: House) -> None:
    outcome = await house.run(C, DOUBLES, *doubles(1, 2, 3))
    assert outcome.finished.verdict is Verdict.PASSED, outcome
    assert outcome.got == ["2\n", "4\n", "6\n"]
    assert (house.compiled, house.ran) == (1, 1)


async def test_what_is_compiled_already_is_not_compiled_again(house: House) -> None:
    await house.run(C, DOUBLES, *doubles(1))
    assert (await house.run(C, DOUBLES, *doubles(2))).finished.verdict is Verdict.PASSED
    assert (house.compiled, house.ran) == (1, 2)
    await house.run(C, DOUBLES + "\n", *doubles(2))
    assert house.compiled == 2


async def test_two_runs_of_the_same_source_at_once_share_one_compiler(house: House) -> None:
    both = await asyncio.gather(house.run(C, DOUBLES, *doubles(1)), house.run(C, DOUBLES, *doubles(2)))
    assert [each.finished.verdict for each in both] == [Verdict.PASSED] * 2
    assert house.compiled == 1


async def test_a_program_that_does_not_compile_says_so_in_the_compilers_words(house: House) -> None:
    broken = "int main(void) {\n    return nothing;\n}"
    for _ in range(2):
        outcome = await house.run(C, broken, *doubles(1, 2))
        assert outcome.verdicts == [Verdict.COMPILE_ERROR] * 2
        assert not outcome.begun
        assert outcome.cases[0].message.startswith("solution.c:2:12: error: ")
        assert "nothing" in outcome.cases[0].message
        assert "    2 |     return nothing;" in outcome.cases[1].trace
        assert (outcome.finished.verdict, outcome.finished.message) == (Verdict.COMPILE_ERROR, "0 of 2 cases passed.")
    assert (house.compiled, house.ran) == (1, 0)


BAD_BUILDS = [
    pytest.param("while :; do :; done", {"cpu_seconds": 0.2}, Verdict.COMPILE_LIMIT,
                 "The compiler needed more than 0.2 s of computing. This is often a template", id="computes"),
    pytest.param("sleep 60", {"wall_seconds": 0.2}, Verdict.COMPILE_LIMIT,
                 "The compiler needed more than 0.2 s. This is often a template", id="waits"),
    pytest.param("head -c 3000000 /dev/zero > program", {"artefact_mb": 2}, Verdict.COMPILE_LIMIT,
                 "The compiled program is larger than 2 MB.", id="is too large"),
    pytest.param("echo 'ld: final link failed: File too large'; exit 1", {}, Verdict.COMPILE_LIMIT,
                 "The compiled program is larger than 16 MB.", id="is too large for any file"),
    pytest.param("kill -25 $$", {}, Verdict.COMPILE_LIMIT, "The compiled program is larger", id="is stopped for it"),
    pytest.param("true", {}, Verdict.COMPILE_ERROR, "The compiler left no program that can", id="leaves nothing"),
    pytest.param("ln -s /etc/passwd program", {}, Verdict.COMPILE_ERROR, "The compiler left no program", id="a link"),
    pytest.param("mkfifo program", {}, Verdict.COMPILE_ERROR, "The compiler left no program", id="a pipe"),
    pytest.param("exit 3", {}, Verdict.COMPILE_ERROR, "The compiler ended with exit code 3", id="says nothing"),
    pytest.param("kill -11 $$", {}, Verdict.COMPILE_ERROR, "The compiler crashed on this program", id="crashes"),
    pytest.param("echo '# mine'; echo 'x.go:3:5: undefined: y'; exit 1", {}, Verdict.COMPILE_ERROR,
                 "x.go:3:5: undefined: y", id="has words of its own"),
    pytest.param("cat; echo nothing on standard input; exit 1", {}, Verdict.COMPILE_ERROR,
                 "nothing on standard input", id="reads its input"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "limits", "verdict", "message"), BAD_BUILDS)
async def test_ways_to_become_no_program(
    house: House, source: str, limits: dict[str, float], verdict: Verdict, message: str
) -> None:
    assert SHELL.compile
    language = replace(SHELL, compile=replace(SHELL.compile, **limits))  # type: ignore[arg-type]  # numbers of two types
    outcome = await house.run(language, source, *doubles(1))
    assert (outcome.verdicts, outcome.finished.verdict) == ([verdict], verdict)
    assert outcome.cases[0].message.startswith(message)
    assert house.ran == 0


async def test_a_flood_of_messages_is_cut(house: House) -> None:
    outcome = await house.run(SHELL, "while :; do echo 'x:1:1: error: no'; done", *doubles(1))
    assert outcome.verdicts == [Verdict.COMPILE_ERROR]
    assert outcome.cases[0].message == "x:1:1: error: no"
    assert len(outcome.cases[0].trace) == 16 * 1024


async def test_a_compiler_that_only_waited_too_long_may_try_again(house: House) -> None:
    assert SHELL.compile
    language = replace(SHELL, compile=replace(SHELL.compile, wall_seconds=0.2))
    for _ in range(2):
        await house.run(language, "sleep 60", *doubles(1))
    assert house.compiled == 2


async def test_what_a_compiler_made_may_be_no_program_at_all(house: House) -> None:
    outcome = await house.run(SHELL, "echo nonsense > program", *doubles(1, 2))
    assert outcome.verdicts == [Verdict.RUNTIME_ERROR] * 2
    assert outcome.cases[0].message == "Your program could not be started (cannot start ./program: Exec format error)."


async def test_the_glue_names_the_functions_and_is_compiled_with_the_source(house: House) -> None:
    assert SHELL.compile
    glue = Glue("glue.txt", "begin\n{callees}end\n", "{name}({params}) {count} {{x}}\n", "new {of}\n", "{of}.{name}\n")
    language = replace(
        SHELL,
        run=Run("build.sh", ("./program",)),
        glue=glue,
        compile=replace(SHELL.compile, calls=("/bin/sh", "build.sh")),
    )
    outcome = await house.run(language, "cat glue.txt; exit 1", Case("one", [1]), mode=Mode.FUNCTION)
    assert outcome.cases[0].trace == "begin\nf() 0 {x}\nend\n"


async def test_a_language_without_functions_says_so(house: House) -> None:
    with pytest.raises(SandboxTrouble, match="C runs whole programs only"):
        await house.run(C, DOUBLES, Case("one", [1]), mode=Mode.FUNCTION)


async def scratch(house: House, language: Language, source: str, stdin: str = "") -> list[Begun | Printed | Finished]:
    wanted = ScratchSpec("run-1", language.id, source, stdin, HASTY)
    pieces = [piece async for piece in house.work.scratch(wanted, language)]
    return [piece for piece in pieces if isinstance(piece, Begun | Printed | Finished)]


async def test_a_scratch_program_in_c_is_compiled_and_shown(house: House) -> None:
    begun, *printed, finished = await scratch(house, C, DOUBLES, "20 1")
    assert begun == Begun("run-1", cold=True)
    assert "".join(piece.text for piece in printed if isinstance(piece, Printed)) == "40\n2\n"
    assert isinstance(finished, Finished)
    assert (finished.verdict, finished.message) == (Verdict.UNCHECKED, "The program has ended.")


async def test_a_scratch_program_shows_each_line_while_it_still_runs(house: House) -> None:
    waits = '#include <stdio.h>\n#include <unistd.h>\nint main(void) { printf("first\\n"); pause(); }'
    pieces = house.work.scratch(ScratchSpec("run-1", "c", waits), C)
    printed = [piece async for piece in _until_printed(pieces)]
    assert printed[-1] == Printed("run-1", "stdout", "first\n")
    await pieces.aclose()


async def _until_printed(pieces: AsyncGenerator[Piece, None]) -> AsyncIterator[Piece]:
    async for piece in pieces:
        yield piece
        if isinstance(piece, Printed):
            return


async def test_a_scratch_program_that_does_not_compile_shows_the_compilers_words(house: House) -> None:
    printed, finished = await scratch(house, C, "int main(void) { return nothing; }")
    assert isinstance(printed, Printed)
    assert printed.stream == "stderr"
    assert "solution.c:1:25: error:" in printed.text
    assert isinstance(finished, Finished)
    assert finished.verdict is Verdict.COMPILE_ERROR


async def test_what_was_used_longest_ago_is_forgotten_when_there_is_no_room(house: House) -> None:
    house.work = Work(house._running, Compiler(house._compiling, most=3 * 512 + 20), lambda language: "image")
    for text in ("one", "two", "three", "one", "four", "one", "two"):
        await house.run(SHELL, f"echo {text} > program", *doubles(1))
    assert house.compiled == 5  # one is kept all the time, two is made again


async def test_another_image_or_another_file_is_another_program(house: House) -> None:
    files = (File("a.c", b"x"), File("b.c", b"y"))
    keys = {
        Order(image, command, of).key()
        for image in ("c:1", "c:2")
        for command in (("cc", "a.c"), ("cc", "-O2", "a.c"))
        for of in (files, files[:1], (File("a.c", b"xy"), File("b.c", b"")), (File("a.c", b""), File("b.c", b"xy")))
    }
    assert len(keys) == 16
    assert Order("c:1", ("cc",), files).key() == Order("c:1", ("cc",), files[::-1]).key()


@pytest.mark.parametrize(("tests", "command"), [({"c-tests": "ctest"}, "c-tests -v"), ({"*": "ctest"}, "make test")])
async def test_a_framework_that_is_not_here_says_so(house: House, tests: dict[str, str], command: str) -> None:
    wanted = SuiteSpec("run-1", "c", "", {"a_test.c": ""}, ("tests",), command=command)
    with pytest.raises(SandboxTrouble, match="no “ctest” to run tests in"):
        await anext(house.work.suite(wanted, replace(C, tests=tests)))
