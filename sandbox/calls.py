"""Judging by calls: one function for each case, or one object's life. The program is loaded once for all cases.

What is sent is made of arguments alone; an expected value is read here only by `meaning.compared`.
"""

from functools import partial
from typing import Any, Final

from sandbox import meaning, words
from sandbox.checking import Checker
from sandbox.contract import Call, Case, Mode, RunSpec, Verdict
from sandbox.languages import Language
from sandbox.meaning import Meaning
from sandbox.process import Process
from sandbox.stream import SandboxTrouble
from sandbox.talk import Heard, Outcome, Talk

HANDLE: Final = "o1"
"""What a case calls its object: one lives at a time."""


class ByCalls:
    """The cases of a run whose mode is FUNCTION or CLASS."""

    def __init__(self, spec: RunSpec, language: Language, process: Process, checker: Checker | None = None) -> None:
        if not language.run.command:
            raise SandboxTrouble(f"{language.title} runs whole programs only. Choose another language for this task.")
        self._spec, self._language, self._checker = spec, language, checker
        self._talk = Talk(process, spec.limits)

    @property
    def over(self) -> bool:
        """After a forgery or a flood nothing more is asked."""
        return self._talk.over

    async def prepare(self) -> Meaning | None:
        """Load the program unless it stands; why no case can run."""
        if self._talk.running:
            return None
        loaded = self._of(await self._talk.load(self._language))
        if loaded.verdict is Verdict.PASSED:
            return None
        if loaded.verdict is Verdict.TIME_LIMIT:
            return loaded._replace(message=words.never_loaded(loaded.message))
        return loaded

    async def judge(self, case: Case) -> Meaning:
        """What came of one case. Raises SandboxTrouble and StreamEnded."""
        try:
            return await (self._life(case) if self._spec.mode is Mode.CLASS else self._call(case))
        except ValueError as error:
            raise SandboxTrouble(f"The input of the case {case.id} cannot be sent: {error}.") from error

    def heard(self) -> Heard:
        return self._talk.heard()

    async def end(self) -> bool:
        """End the program; whether it had answered what nobody asked."""
        return False if self.over else await self._talk.end()

    async def _call(self, case: Case) -> Meaning:
        back = {"back": case.back} if case.back >= 0 else {}
        name = case.function or self._spec.function
        answered = self._of(await self._talk.ask({"call": name, "args": case.args, "kw": case.kwargs, **back}))
        if answered.verdict is not Verdict.PASSED:
            return answered
        if not case.checked:
            return meaning.unchecked(answered)
        return await self._compared(case, case.expected, answered)

    async def _life(self, case: Case) -> Meaning:
        """One object from its constructor to its end; the first call that goes wrong decides."""
        checked = case.checked and any(call.checked for call in case.calls)
        got: list[Any] = []
        first: Meaning | None = None
        for number, call in enumerate(case.calls):
            judged = await self._step(case, call, constructs=not number, checked=case.checked and call.checked)
            answered = judged.verdict in (Verdict.PASSED, Verdict.UNCHECKED, Verdict.WRONG)
            if number and answered and (call.checked or not checked):
                got.append(judged.got)
            if judged.verdict in (Verdict.PASSED, Verdict.UNCHECKED):
                continue
            first = first or judged._replace(message=words.in_call(number + 1, call, judged.message))
            if not answered:
                return first._replace(got=got)
        gone = self._of(await self._talk.ask({"drop": HANDLE}))  # which may run the candidate's own code
        if gone.verdict is not Verdict.PASSED and (self.over or first is None):
            first = gone._replace(message=words.at_the_end(gone.message))
        fine = Meaning(Verdict.PASSED if checked else Verdict.UNCHECKED, "")
        return (first or fine)._replace(got=got)

    async def _step(self, case: Case, call: Call, *, constructs: bool, checked: bool) -> Meaning:
        if constructs:
            request = {"new": call.method, "args": call.args, "as": HANDLE}
        else:
            request = {"on": HANDLE, "call": call.method, "args": call.args}
        answered = self._of(await self._talk.ask(request))
        if answered.verdict is not Verdict.PASSED:
            return answered
        if constructs or not checked:
            return meaning.unchecked(answered)
        return await self._compared(case, call.expected, answered)

    async def _compared(self, case: Case, expected: Any, answered: Meaning) -> Meaning:
        if self._checker:
            return await self._checker.judged(case, expected, answered)
        how, one_array = self._spec.compare, self._language.run.one_array
        return await self._talk.aside(partial(meaning.compared, expected, answered, how, one_array=one_array))

    def _of(self, outcome: Outcome) -> Meaning:
        memory_words = self._language.run.memory_words
        said_memory = bool(memory_words) and self._talk.complained(memory_words)
        return meaning.of_answer(outcome, self._spec.limits, said_memory)
