"""Asking an author's program whether an answer is right: `checker.py`, or an output validator of Kattis' kind.

It runs in a container of its own, which holds no code of the candidate's, and gets plain values: what went in, what was
expected, what came. Its messages are for the interviewer alone. What it does wrong is never the candidate's fault.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from sandbox import words
from sandbox.answers import Raised, Value, readable, showable
from sandbox.contract import Case, Limits, Validator, Verdict
from sandbox.languages import Language
from sandbox.launch import File
from sandbox.meaning import Meaning
from sandbox.pool import Claimed
from sandbox.process import Process
from sandbox.talk import Outcome, Talk

LIMITS: Final = Limits(cpu_seconds=10.0, wall_seconds=30.0, memory_mb=512)
"""For the author's own program, and each answer."""
FUNCTION: Final = "check"
NOTE_CHARACTERS: Final = 2_000

HARNESS: Final = """
import os, subprocess, tempfile

COMMAND, ARGUMENTS = {command!r}, {arguments!r}
RIGHT, WRONG = 42, 43


def text(value):
    return value if isinstance(value, str) else ""


def check(input, expected, got):
    with tempfile.TemporaryDirectory() as folder:
        places = [os.path.join(folder, name) for name in ("input", "answer")]
        for place, content in zip(places, (input, expected)):
            with open(place, "w") as file:
                file.write(text(content))
        feedback = os.path.join(folder, "feedback")
        os.mkdir(feedback)
        done = subprocess.run(
            [*COMMAND, *places, feedback + "/", *ARGUMENTS], input=text(got).encode(), stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        message = ""
        for name in ("judgemessage.txt", "judgeerror.txt"):
            try:
                with open(os.path.join(feedback, name), errors="replace") as file:
                    message += file.read(4000)
            except OSError:
                pass
        if done.returncode not in (RIGHT, WRONG):
            said = done.stderr[-500:].decode(errors="replace")
            raise RuntimeError(f"the validator ended with {{done.returncode}}, which is neither 42 nor 43. {{said}}")
        return done.returncode == RIGHT, message
"""
"""What makes a validator, which is a program, answer as `checker.py` does, which is a function."""

Open = Callable[[], Awaitable[Claimed]]
"""Claims the container, at the first answer that is to be looked at."""


class Checker:
    """One run's checker. Its container is claimed by `open` when it is first asked.

    Instead of its files there may be why there are none: it does not compile.
    """

    def __init__(self, language: Language, files: Sequence[File] | Meaning, open: Open) -> None:
        self._language, self._files, self._open = language, files, open
        self._talk: Talk | None = None

    async def judged(self, case: Case, expected: Any, answered: Meaning) -> Meaning:
        """The answer's verdict. Raises SandboxTrouble and StreamEnded."""
        talk = await self._standing()
        if isinstance(talk, Meaning):
            return talk
        got = showable(answered.got)
        try:
            outcome = await talk.ask({"call": FUNCTION, "args": [case.given, expected, answered.got], "kw": {}})
        except ValueError as error:
            return _broken(f"it cannot be asked: {error}.", got)
        talk.heard()
        match outcome:
            case Value(bool(right)):
                return _verdict(right, "", got)
            case Value([bool(right), str(note)]):
                return _verdict(right, note, got)
            case Value(other):
                return _broken(
                    f"it returned {other!r}, which is neither True nor False, nor a pair with a message.", got
                )
            case Raised():
                return _broken(f"{outcome.type}: {outcome.message}", got)
            case _:
                return _broken(_ended(outcome), got)

    async def _standing(self) -> Talk | Meaning:
        """The checker, loaded; or why no answer can be looked at."""
        if isinstance(self._files, Meaning):
            return _broken(f"it does not compile: {self._files.message}", None)
        if self._talk is None:
            claimed = await self._open()
            process = Process(claimed.stream, self._language, LIMITS, claimed.waiting)
            await process.ready(self._files)
            self._talk = Talk(process, LIMITS)
        if self._talk.over:
            return _broken("it did not keep to the protocol.", None)
        if not self._talk.running:
            loaded = await self._talk.load(self._language)
            if isinstance(loaded, Raised):
                return _broken(f"{loaded.type}: {loaded.message}", None)
            if not isinstance(loaded, Value):
                return _broken(_ended(loaded), None)
        return self._talk


def harness(command: Sequence[str], validator: Validator) -> str:
    """The source of a checker that asks a validator, started by this command."""
    return HARNESS.format(command=list(command), arguments=list(validator.args))


def _verdict(right: bool, note: str, got: Any) -> Meaning:
    note = readable(note.strip())[:NOTE_CHARACTERS]
    if right:
        return Meaning(Verdict.PASSED, "", got=got, note=note)
    return Meaning(Verdict.WRONG, words.WRONG, got=got, note=note)


def _broken(why: str, got: Any) -> Meaning:
    return Meaning(Verdict.INTERNAL_ERROR, words.CHECKER_BROKEN, got=got, note=readable(why)[:NOTE_CHARACTERS])


def _ended(outcome: Outcome) -> str:
    return f"it ended before it answered ({type(outcome).__name__.lower()})."
