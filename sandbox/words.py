"""The sentences of the judge: what happened, in words for the person who wrote the program."""

import json
import re
import signal as signals
from typing import Final

from sandbox.answers import Forged, Raised
from sandbox.contract import Call, Limits, Verdict
from sandbox.frames import Exit, Why
from sandbox.languages import Compile
from sandbox.process import Hung

WRONG: Final = "The answer is not the expected one."
MEDDLED: Final = "Something other than the function's answer came on the channel of the answers. Only return it."
CHECKER_BROKEN: Final = "The task's own checker does not work, so this answer has no verdict. Tell the task's author."
NEVER_ANSWERED: Final = "The program gave no answer, and no sign of life either."
MESSAGE_CHARACTERS: Final = 300
ARGS_CHARACTERS: Final = 80

_SIGNALS: Final = {
    signals.SIGSEGV: "it touched memory that is not its own, often after recursion without end",
    signals.SIGABRT: "it aborted",
    signals.SIGFPE: "an impossible sum, such as a division by zero",
    signals.SIGSYS: "it made a system call that is not allowed here",
    signals.SIGKILL: "it was killed",
    signals.SIGXFSZ: "it wrote a file that is larger than files may be here",
}

_COMPLAINS: Final = re.compile(r"\berror\b|:\d+:\d+: (?!warning|note)", re.IGNORECASE)
_NO_ROOM: Final = ("File too large", "File size limit exceeded", "No space left on device")
_TELLING: Final = re.compile(r"error|exception|panic|fatal|abort", re.IGNORECASE)


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


def program_ended(exit: Exit, limits: Limits, ran_out_of_memory: bool, complaint: str) -> tuple[Verdict, str]:
    """What the end of a program means whose answer is what it printed; `PASSED` only says that it ended well."""
    if exit.why in (Why.CPU, Why.WALL):
        took = f"{limits.cpu_seconds:g} s of computing" if exit.why is Why.CPU else f"{limits.wall_seconds:g} s"
        waiting = "" if exit.why is Why.CPU else " and was mostly waiting: does it read more input than there is?"
        return Verdict.TIME_LIMIT, f"Your program did not end within {took}{waiting or '.'}"
    if exit.why is Why.ENDED and not (exit.code or exit.signal or ran_out_of_memory):
        return Verdict.PASSED, ""
    if exit.why is Why.OUTPUT:
        return Verdict.OUTPUT_LIMIT, f"Your program printed more than {_size(limits.read_bytes)} and was stopped there."
    if exit.why is not Why.ENDED or exit.oom or ran_out_of_memory:
        return ended(exit, limits, ran_out_of_memory)
    if exit.signal:
        return Verdict.RUNTIME_ERROR, f"Your program crashed: {_signal(exit.signal)}."
    told = f": {_cut(last)}" if (last := last_words(complaint)) else "; a program that ends well ends with 0."
    return Verdict.RUNTIME_ERROR, f"Your program ended with exit code {exit.code}{told}"


def last_words(complaint: str) -> str:
    """The line of a program's standard error that says most: the last that names an error, else the last."""
    lines = [line for line in complaint.splitlines() if line.strip() and not line[0].isspace()]
    telling = [line for line in lines if _TELLING.search(line)]
    return (telling or lines or [""])[-1].strip()


def compiled(end: Exit | Hung, how: Compile, said: str) -> tuple[Verdict, str] | None:
    """Why a compiler's end is no success; None when it is. `said` are its own words."""
    endless = "This is often a template, a macro or an include that expands without end."
    if isinstance(end, Hung) or end.why is Why.WALL:
        return Verdict.COMPILE_LIMIT, f"The compiler needed more than {how.wall_seconds:g} s. {endless}"
    if end.why is Why.CPU:
        return Verdict.COMPILE_LIMIT, f"The compiler needed more than {how.cpu_seconds:g} s of computing. {endless}"
    if end.oom:
        return Verdict.COMPILE_LIMIT, f"The compiler needed more than {how.memory_mb} MB of memory. {endless}"
    if end.signal == signals.SIGXFSZ or (end.code and any(words in said for words in _NO_ROOM)):
        return Verdict.COMPILE_LIMIT, artefact_too_large(how.artefact_mb)
    if end.why is Why.ENDED and not (end.code or end.signal):
        return None
    if line := compiler_words(said):
        return Verdict.COMPILE_ERROR, _cut(line)
    if end.signal:
        return Verdict.COMPILE_ERROR, f"The compiler crashed on this program: {_signal(end.signal)}."
    return Verdict.COMPILE_ERROR, f"The compiler ended with exit code {end.code} and gave no reason."


def compiler_words(said: str) -> str:
    """The line of a compiler's messages that says most: the first that names an error, else the first."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return next((line for line in lines if _COMPLAINS.search(line)), lines[0] if lines else "")


def artefact_too_large(most_mb: int) -> str:
    return f"The compiled program is larger than {most_mb} MB. Large arrays belong on the heap, or must start empty."


def no_artefact(why: str) -> str:
    return f"The compiler left no program that can be run ({why})."


def scratch_ended(cut: Limits | None) -> str:
    """The end of a scratch program; `cut` are the limits where more was printed than is shown."""
    if cut is None:
        return "The program has ended."
    return f"The program has ended. It printed more than the {_size(cut.shown_bytes)} that are shown."


def raised(error: Raised, limits: Limits) -> tuple[Verdict, str]:
    """What an error means that the program itself reports."""
    sentence = f"{error.type}: {error.message}" if error.message else error.type
    match error.kind:
        case "syntax":
            return Verdict.COMPILE_ERROR, _cut(sentence)
        case "missing":
            return Verdict.RUNTIME_ERROR, f"{_sentence(_cut(error.message))}. Keep the name from the starter code."
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


def in_call(number: int, call: Call, message: str) -> str:
    """Which step of an object's life it was."""
    said = message[:1].lower() + message[1:] if message == WRONG else message
    return f"Call {number}, {_spelled(call)}: {said}"


def at_the_end(message: str) -> str:
    """It went wrong when an object was let go, after all its calls."""
    return f"After the last call: {message}"


DECIDED: Final = "Not run: another case of the same lot did not pass."


def not_run(reason: str) -> str:
    return f"Not run: {reason[:1].lower()}{reason[1:]}"


def never_loaded(reason: str) -> str:
    return f"{reason} It never got to the function: look at the code outside of it."


def cannot_start(why: str) -> str:
    return f"Your program could not be started ({why})."


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
        return f"Your program crashed before it answered: {_signal(exit.signal)}."
    return f"Your program ended before it answered, with exit code {exit.code}. Return the answer instead."


def _signal(number: int) -> str:
    return next((why for signal, why in _SIGNALS.items() if signal == number), f"signal {number}")


def _spelled(call: Call) -> str:
    args = ", ".join(json.dumps(arg, ensure_ascii=False) for arg in call.args)
    return f"{call.method}({args if len(args) <= ARGS_CHARACTERS else args[: ARGS_CHARACTERS - 1] + '…'})"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cut(text: str) -> str:
    line = text.strip().split("\n", 1)[0]
    return line if len(line) <= MESSAGE_CHARACTERS else line[: MESSAGE_CHARACTERS - 1] + "…"


def _size(count: int) -> str:
    return f"{count / 2**20:g} MB" if count >= 2**20 else f"{count / 2**10:g} KB"
