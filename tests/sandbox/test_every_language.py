"""What is asked of each language alike, of its own image in the real sandbox: Cam's programs are judged as they are.

The programs are in `sandbox/languages/<name>/probe/`; what they must hold says `tests/sandbox/probes.py`.
"""

import asyncio
import re

import pytest

from sandbox.builder import build
from sandbox.client import SandboxClient
from sandbox.contract import CaseJudged, Verdict
from sandbox.engine import NoEngine, connect
from sandbox.languages import Language, load_languages
from tests.sandbox import probes
from tests.sandbox.probes import FAILS, HASTY, NEVER_ENDS, call, calls_spec, has_functions, right_calls, source
from tests.sandbox.programs import carry_out

pytestmark = pytest.mark.docker

EVERY = tuple(language for language in load_languages() if not language.suite)
WITH_FUNCTIONS = [language for language in EVERY if has_functions(language)]

every_language = pytest.mark.parametrize("language", EVERY, ids=lambda language: language.id)
with_functions = pytest.mark.parametrize("language", WITH_FUNCTIONS, ids=lambda language: language.id)


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
    """Whether the text names this line of Cam's file: `solution.py", line 2`, `solution.js:2:14`."""
    return bool(re.search(rf"{re.escape(language.file)}\W.{{0,20}}?\b{line}\b", text, re.DOTALL))


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


@every_language
def test_each_language_has_its_probes(language: Language) -> None:
    names = ["broken", "program", *(["calls"] if has_functions(language) else [])]
    assert all(source(language, name).strip() for name in names)
