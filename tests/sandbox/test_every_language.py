"""What is asked of each language alike, of its own image in the real sandbox: Cam's programs are judged as they are.

The programs are in `sandbox/languages/<name>/probe/`; what they must hold says `tests/sandbox/probes.py`.
"""

import asyncio
import re
from dataclasses import replace

import pytest

from sandbox.builder import build
from sandbox.client import SandboxClient
from sandbox.contract import Case, CaseJudged, Finished, Printed, Verdict
from sandbox.engine import NoEngine, connect
from sandbox.languages import Language, load_languages
from server.core.stubs import starter
from server.core.words import stub_style
from setup.console import ROOT
from tests.core.tasks import part, task
from tests.sandbox import probes
from tests.sandbox.probes import (
    FAILS,
    HASTY,
    NEVER_ENDS,
    SQL,
    call,
    calls_spec,
    class_spec,
    counter_case,
    has_classes,
    has_functions,
    program_spec,
    right_calls,
    scratch_spec,
    source,
)
from tests.sandbox.programs import carry_out

pytestmark = pytest.mark.docker

EVERY = tuple(language for language in load_languages() if not language.suite)


TOTAL = "total(numbers: list[int]) -> int"


def each(languages: list[Language]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("language", languages, ids=lambda language: language.id)


every_language = each(list(EVERY))
with_functions = each([language for language in EVERY if has_functions(language)])
with_classes = each([language for language in EVERY if has_classes(language)])
with_starters = each([language for language in EVERY if stub_style(language.data).program])
with_numbers = each([language for language in EVERY if language.id != SQL])


@pytest.fixture
async def built(language: Language) -> None:
    """This language's own image."""
    await asyncio.to_thread(_build, language.id)


def _build(language: str) -> None:
    client = connect()
    assert not isinstance(client, NoEngine), str(client)
    try:
        build(client, language, print)
    finally:
        client.close()


def words_of(case: CaseJudged) -> str:
    """All that Cam reads about one case."""
    return "\n".join([case.message, case.trace, case.stderr])


def names_line(language: Language, text: str, line: int) -> bool:
    """Whether the text names Cam's file, and this line of it: `solution.py", line 2`, `solution.js:2:14`."""
    near = re.search(rf"{re.escape(language.file)}\W.{{0,20}}?\b{line}\b", text, re.DOTALL)
    apart = language.file in text and re.search(rf"\bline:? {line}\b", text, re.IGNORECASE)
    return bool(near or apart)


@with_functions
async def test_each_type_arrives_and_comes_back(language: Language, built: None, sandbox: SandboxClient) -> None:
    outcome = await carry_out(sandbox, calls_spec(language, list(right_calls(language))))
    assert [case for case in outcome.cases if case.verdict is not Verdict.PASSED] == []
    assert outcome.finished.verdict is Verdict.PASSED


@with_functions
async def test_what_is_wrong_raises_or_never_ends_spoils_nothing_after_it(
    language: Language, built: None, sandbox: SandboxClient
) -> None:
    add_two = next(iter(probes.FUNCTIONS))
    cases = [
        call(language, add_two, [2, 3], 6, number=1),
        call(language, FAILS, [7]),
        call(language, add_two, [2, 3], 5, number=2),
        call(language, NEVER_ENDS, [0]),
        call(language, add_two, [2, 4], 6, number=3),
    ]
    outcome = await carry_out(sandbox, calls_spec(language, cases, HASTY))
    wanted = [Verdict.WRONG, Verdict.RUNTIME_ERROR, Verdict.PASSED, Verdict.TIME_LIMIT, Verdict.PASSED]
    assert outcome.verdicts == wanted, outcome.cases
    assert outcome.got[0] == 5


@with_functions
async def test_what_does_not_compile_names_the_file_and_the_line(
    language: Language, built: None, sandbox: SandboxClient
) -> None:
    broken = calls_spec(language, list(right_calls(language))[:2], text=source(language, "broken"))
    outcome = await carry_out(sandbox, broken)
    assert outcome.verdicts == [Verdict.COMPILE_ERROR] * 2, outcome.cases
    assert names_line(language, words_of(outcome.cases[0]), 2), outcome.cases[0]


@with_classes
async def test_an_object_lives_from_its_constructor_to_its_last_call(
    language: Language, built: None, sandbox: SandboxClient
) -> None:
    cases = [counter_case(language, f"from-{start}", start, last) for start, last in ((5, 7), (5, 8), (-9, -7))]
    outcome = await carry_out(sandbox, class_spec(language, cases))
    assert outcome.verdicts == [Verdict.PASSED, Verdict.WRONG, Verdict.PASSED], outcome.cases


@with_numbers
async def test_a_program_reads_its_input_and_is_judged_by_what_it_prints(
    language: Language, built: None, sandbox: SandboxClient
) -> None:
    cases = [
        Case("right", stdin="1 2\n3\n", expected="6"),
        Case("right-again", stdin="-5 12\n", expected="7\n"),
        Case("wrong", stdin="1 2\n", expected="4"),
        Case("without-numbers", stdin="", expected="0"),
        Case("right-at-last", stdin="40\n2", expected="42"),
    ]
    outcome = await carry_out(sandbox, program_spec(language, cases))
    wanted = [Verdict.PASSED, Verdict.PASSED, Verdict.WRONG, Verdict.RUNTIME_ERROR, Verdict.PASSED]
    assert outcome.verdicts == wanted, outcome.cases


@with_numbers
async def test_a_program_that_never_ends_is_ended(language: Language, built: None, sandbox: SandboxClient) -> None:
    cases = [Case("never", stdin="-1\n", expected=""), Case("after", stdin="1 1\n", expected="2")]
    outcome = await carry_out(sandbox, program_spec(language, cases, HASTY))
    assert outcome.verdicts == [Verdict.TIME_LIMIT, Verdict.PASSED], outcome.cases


@every_language
async def test_a_program_that_cannot_be_read_names_the_file_and_the_line(
    language: Language, built: None, sandbox: SandboxClient
) -> None:
    outcome = await carry_out(sandbox, program_spec(language, [Case("one", stdin="1\n", expected="1")], name="broken"))
    (case,) = outcome.cases
    assert case.verdict in (Verdict.COMPILE_ERROR, Verdict.RUNTIME_ERROR), case
    assert case.verdict is Verdict.COMPILE_ERROR or not (language.compile or language.program.shim), case
    assert names_line(language, words_of(case), 2), case


@with_numbers
async def test_a_scratch_program_prints_what_it_prints(language: Language, built: None, sandbox: SandboxClient) -> None:
    pieces = [piece async for piece in sandbox.scratch(scratch_spec(language, "20 22\n"))]
    printed = [piece.text for piece in pieces if isinstance(piece, Printed) and piece.stream == "stdout"]
    assert "".join(printed).split() == ["42"], pieces
    assert isinstance(pieces[-1], Finished)
    assert pieces[-1].verdict is Verdict.UNCHECKED, pieces


@with_functions
async def test_starter_code_runs_and_is_no_answer(language: Language, built: None, sandbox: SandboxClient) -> None:
    text = starter(task(parts=(part(TOTAL),)), stub_style(language.data))
    wanted = calls_spec(language, [call(language, TOTAL, [[1, 2]], 3)], text=text)
    only = tuple(callee for callee in wanted.callees if callee.name == wanted.cases[0].function)
    outcome = await carry_out(sandbox, replace(wanted, callees=only))
    assert outcome.verdicts[0] in (Verdict.WRONG, Verdict.RUNTIME_ERROR), outcome.cases


@with_starters
async def test_a_programs_starter_code_runs_and_prints_nothing(
    language: Language, built: None, sandbox: SandboxClient
) -> None:
    text = starter(task(kind="stdin"), stub_style(language.data))
    wanted = program_spec(language, [Case("one", stdin="1 2\n3\n", expected="6")])
    (case,) = (await carry_out(sandbox, replace(wanted, source=text))).cases
    assert (case.verdict, case.stdout, case.stderr) == (Verdict.WRONG, "", ""), case


@every_language
def test_each_language_has_its_probes(language: Language) -> None:
    names = ["broken", "program", *(["calls"] if has_functions(language) else [])]
    assert all(source(language, name).strip() for name in names)


@every_language
def test_each_language_has_its_row_in_the_docs(language: Language) -> None:
    assert row(language) in (ROOT / "docs" / "languages.md").read_text().splitlines()


def row(language: Language) -> str:
    """Its line of the table in docs/languages.md: its version, and the kinds of its tasks."""
    kinds = (has_functions(language), has_classes(language), language.id != SQL)
    return f"| {' | '.join([language.title, f'`{language.id}`', *('yes' if has else '' for has in kinds)])} |"
