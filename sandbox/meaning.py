"""What an outcome means for a case: its verdict and a sentence. Pure."""

from typing import Any, NamedTuple, assert_never

from sandbox import words
from sandbox.answers import Forged, Raised, Value, showable
from sandbox.compare import same
from sandbox.contract import Comparison, Limits, Verdict
from sandbox.execution import End
from sandbox.frames import Exit
from sandbox.process import Hung, Unstartable
from sandbox.talk import Outcome


class Meaning(NamedTuple):
    """`passed` here may only say that there is an answer, in `got`; `note` is for the interviewer alone."""

    verdict: Verdict
    message: str
    trace: str = ""
    got: Any = None
    note: str = ""


def of_answer(outcome: Outcome, limits: Limits, said_memory: bool) -> Meaning:
    """What comes of one request; `said_memory`: the language itself said that it ended for want of memory."""
    match outcome:
        case Value(value):
            return Meaning(Verdict.PASSED, "", got=value)
        case Exit():
            return Meaning(*words.ended(outcome, limits, said_memory))
        case _:
            return _of_trouble(outcome, limits)


def of_end(end: End, limits: Limits, said_memory: bool, complaint: str) -> Meaning:
    """What comes of one run of a program; `complaint` is what it printed on standard error."""
    if isinstance(end, Exit):
        return Meaning(*words.program_ended(end, limits, said_memory, complaint))
    return _of_trouble(end, limits)


def compared(expected: Any, answered: Meaning, how: Comparison, *, one_array: bool = False) -> Meaning:
    """The answer held against the expected one; with `one_array` lists and dicts are one thing (see `Run`)."""
    if one_array:
        right = same(as_arrays(expected), as_arrays(answered.got), how)
    else:
        right = same(expected, answered.got, how)
    got = showable(answered.got)
    return Meaning(Verdict.PASSED, "", got=got) if right else Meaning(Verdict.WRONG, words.WRONG, got=got)


def as_arrays(value: Any) -> Any:
    """The value with every dict whose keys count from nought as a list: the one way to write what may be both."""
    match value:
        case list():
            return [as_arrays(each) for each in value]
        case dict():
            counted = [str(number) for number in range(len(value))]
            if value.keys() == set(counted):
                return [as_arrays(value[key]) for key in counted]
            return {key: as_arrays(each) for key, each in value.items()}
        case _:
            return value


def unchecked(answered: Meaning) -> Meaning:
    """Nobody said what the answer should be."""
    return Meaning(Verdict.UNCHECKED, "", got=showable(answered.got))


def _of_trouble(outcome: Raised | Forged | Hung | Unstartable, limits: Limits) -> Meaning:
    match outcome:
        case Raised():
            return Meaning(*words.raised(outcome, limits), trace=outcome.trace)
        case Forged():
            return Meaning(*words.forged(outcome))
        case Unstartable(why, never):
            return Meaning(Verdict.RUNTIME_ERROR, (words.cannot_start if never else words.cannot_start_again)(why))
        case Hung():
            return Meaning(Verdict.TIME_LIMIT, words.NEVER_ANSWERED)
        case _:
            assert_never(outcome)
