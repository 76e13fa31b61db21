"""The sentences of the judge: what happened, in words for the person who wrote the program."""

import signal as signals
from typing import Final

from sandbox.answers import Forged, Raised
from sandbox.contract import Limits, Verdict
from sandbox.frames import Exit, Why

WRONG: Final = "The answer is not the expected one."
MEDDLED: Final = "Something other than the function's answer came on the channel of the answers. Only return it."
NEVER_ANSWERED: Final = "The program gave no answer, and no sign of life either."
MESSAGE_CHARACTERS: Final = 300

_SIGNALS: Final = {
    signals.SIGSEGV: "it touched memory that is not its own, often after recursion without end",
    signals.SIGABRT: "it aborted",
    signals.SIGFPE: "an impossible sum, such as a division by zero",
    signals.SIGSYS: "it made a system call that is not allowed here",
    signals.SIGKILL: "it was killed",
    signals.SIGXFSZ: "it wrote a file that is larger than files may be here",
}


def ended(exit: Exit, limits: Limits, ran_out_of_memory: bool) -> tuple[Verdict, str]:
    """What a program's end during a call means."""
    match exit.why:
        case Why.CPU:
            return Verdict.TIME_LIMIT, f"No answer within {limits.cpu_seconds:g} s of computing."
        case Why.WALL:
            return Verdict.TIME_LIMIT, f"No answer within {limits.wall_seconds:g} s. The program was mostly waiting."
        case Why.OUTPUT:
            return Verdict.OUTPUT_LIMIT, printed_too_much(limits)
        case Why.ANSWER:
            return Verdict.PROTOCOL_ERROR, MEDDLED
        case Why.ENDED | Why.HOST:
            if exit.oom or ran_out_of_memory:
                return Verdict.MEMORY_LIMIT, used_too_much(limits)
            return Verdict.RUNTIME_ERROR, _died(exit)


def raised(error: Raised, limits: Limits) -> tuple[Verdict, str]:
    """What an error means that the program itself reports."""
    sentence = f"{error.type}: {error.message}" if error.message else error.type
    match error.kind:
        case "syntax":
            return Verdict.COMPILE_ERROR, _cut(sentence)
        case "missing":
            return Verdict.RUNTIME_ERROR, f"{_cut(error.message).capitalize()}. Keep the name from the starter code."
        case "value":
            return Verdict.WRONG, _cut(error.message)
        case "memory":
            return Verdict.MEMORY_LIMIT, used_too_much(limits)
        case "size":
            return Verdict.OUTPUT_LIMIT, _cut(error.message)
        case _:
            return Verdict.RUNTIME_ERROR, _cut(sentence)


def used_too_much(limits: Limits) -> str:
    return f"Your program used more than {limits.memory_mb} MB; the limit for this task is {limits.memory_mb} MB."


def helper_killed(limits: Limits) -> str:
    return (
        f"Right, though a process that your program had started was stopped for using more than {limits.memory_mb} MB."
    )


def printed_too_much(limits: Limits) -> str:
    return f"Your program printed more than {_size(limits.read_bytes)}; the run stops there. Print less."


def forged(error: Forged) -> tuple[Verdict, str]:
    """What it means that a line is no answer."""
    return Verdict.PROTOCOL_ERROR, f"{MEDDLED[:-1]} ({error.why})."


def not_run(reason: str) -> str:
    return f"Not run: {reason[:1].lower()}{reason[1:]}"


def never_loaded(reason: str) -> str:
    return f"{reason} It never got to the function: look at the code outside of it."


def cannot_start_again(why: str) -> str:
    return f"Your program ended, and has left things so that it cannot be started again ({why})."


def out_of_time(seconds: float) -> str:
    return f"Not run: the cases before it took {seconds:g} s, which is the most for one run."


def tally(passed: int, total: int) -> str:
    if not total:
        return "There was nothing to check."
    if passed == total:
        return "The one case passed." if total == 1 else f"All {total} cases passed."
    return f"{passed} of {total} cases passed."


def _died(exit: Exit) -> str:
    if exit.signal:
        reason = next((why for signal, why in _SIGNALS.items() if signal == exit.signal), f"signal {exit.signal}")
        return f"Your program crashed before it answered: {reason}."
    return f"Your program ended before it answered, with exit code {exit.code}. Return the answer instead."


def _cut(text: str) -> str:
    line = text.strip().split("\n", 1)[0]
    return line if len(line) <= MESSAGE_CHARACTERS else line[: MESSAGE_CHARACTERS - 1] + "…"


def _size(count: int) -> str:
    return f"{count / 2**20:g} MB" if count >= 2**20 else f"{count / 2**10:g} KB"
