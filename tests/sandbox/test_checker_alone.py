"""What a checker that cannot be asked comes to, without a container."""

import math

from sandbox import words
from sandbox.checking import Checker
from sandbox.contract import Case, Verdict
from sandbox.languages import load_languages
from sandbox.meaning import Meaning
from sandbox.pool import Claimed
from tests.sandbox.scripted import ScriptedStream

CHECKING = next(language for language in load_languages() if language.id == "checker")
ANSWERED = Meaning(Verdict.PASSED, "", got=[1])


async def never() -> Claimed:
    raise AssertionError("a container for nothing")


async def silent() -> Claimed:
    return Claimed(ScriptedStream(lambda _: iter(())), cold=True)


async def test_a_validator_that_does_not_compile_says_so_to_the_interviewer_alone() -> None:
    failed = Meaning(Verdict.COMPILE_ERROR, "check.cpp:3: no such secret")
    judged = await Checker(CHECKING, failed, never).judged(Case("one"), None, ANSWERED)
    assert (judged.verdict, judged.message) == (Verdict.INTERNAL_ERROR, words.CHECKER_BROKEN)
    assert judged.note == "it does not compile: check.cpp:3: no such secret"


async def test_what_cannot_be_sent_to_a_checker_is_not_the_candidates_fault() -> None:
    judged = await Checker(CHECKING, (), silent).judged(Case("one", given=math.nan), None, ANSWERED)
    assert (judged.verdict, judged.message, judged.got) == (Verdict.INTERNAL_ERROR, words.CHECKER_BROKEN, [1])
    assert judged.note.startswith("it cannot be asked: ")
