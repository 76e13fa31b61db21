"""An author's own tests, judged through the wall: they run in one container, the candidate's code in another.

    test container  <-- lines -->  this judge  <-- lines -->  the candidate's container

Every call that a test makes passes through here and is answered from the candidate's container; what a test finds is
said by the test's container alone. So nothing that the candidate's code does can make a test pass but the values that
it returns (`sandbox/languages/pytest` is the other end, `docs/tasks.md` tells authors).

Invariants: one question is outstanding on either side at a time; every wanted case gets exactly one verdict; `Finished`
comes once, last.
"""

import time
from collections.abc import AsyncGenerator, Callable, Mapping
from typing import Any, Final

from sandbox import words
from sandbox.answers import CalledBack, Raised, Value, readable
from sandbox.contract import Callee, CaseJudged, Finished, Limits, SuiteSpec, Verdict
from sandbox.frames import Exit
from sandbox.languages import Language
from sandbox.meaning import of_answer
from sandbox.process import Hung, Process
from sandbox.stream import SandboxTrouble
from sandbox.talk import Outcome, Talk

SUITE_SECONDS: Final = 120.0
CALLS_MOST: Final = 20_000
"""Calls of one suite: each costs a third of a millisecond, and a test without end should end."""
MESSAGE_CHARACTERS: Final = 2_000

NO_RESULT: Final = "The tests ended before this one had a result."
BROKEN: Final = "The test itself does not work: {}"
LACKS: Final = "Your file has no “{}”, which the tests use. Write it under that name."
ENDS_LOOPS: Final = ("StopIteration", "StopAsyncIteration")
"""Errors that Python's own loops take for their end: raised through `all(map(f, ..))` they would skip what is left."""
NO_SUCH_FACT: Final = "This language cannot be asked for that from a test."

Json = Any
Heard = dict[str, Json]


class SuiteJudge:
    """One suite, in the process `tests` within `bounds`, against one program. Both have their files."""

    def __init__(
        self,
        spec: SuiteSpec,
        language: Language,
        code: Process,
        testing: Language,
        tests: Process,
        bounds: Limits,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._spec, self._language, self._testing, self._clock = spec, language, testing, clock
        self._candidate, self._tests = Talk(code, spec.limits), Talk(tests, bounds)
        self._callees = {each.name: each for each in spec.callees}
        self._calls = self._objects = 0
        self._asking: list[str] = []
        """Ids of the calls that are outstanding with the candidate: each has called back into the test."""
        self._why_unheard = (Verdict.INTERNAL_ERROR, NO_RESULT)
        """What a case came to whose test said nothing: the candidate's code may have ended all of them."""
        self._stopped = (Verdict.PROTOCOL_ERROR, words.MEDDLED)
        """How the candidate's program last ended, for the tests after it where nothing more is asked."""

    async def pieces(self) -> AsyncGenerator[CaseJudged | Finished, None]:
        """A verdict for each case as its test ends, then `Finished`. Raises SandboxTrouble and StreamEnded."""
        began = self._clock()
        judged: dict[str, CaseJudged] = {}
        async for piece in self._results(began):
            if piece.case not in judged and piece.case in self._spec.cases:
                judged[piece.case] = piece
                yield piece
        for case in self._spec.cases:
            if case not in judged:
                verdict, message = self._why_unheard
                judged[case] = CaseJudged(self._spec.run, case, verdict, message=message)
                yield judged[case]
        yield self._finished(list(judged.values()), began)

    async def _results(self, began: float) -> AsyncGenerator[CaseJudged, None]:
        await self._ask_tests(None)
        if ended := await self._loaded():
            verdict, message = Verdict(ended["ended"]["verdict"]), str(ended["ended"]["message"])
            for case in self._spec.cases:
                yield CaseJudged(self._spec.run, case, verdict, message=message)
            return
        files = sorted(name for name in self._spec.tests if name.startswith("test_"))
        said = await self._ask_tests({"begin": {"files": files, "marked": self._spec.marked}})
        while "done" not in said:
            if self._clock() - began > SUITE_SECONDS:
                self._why_unheard = (Verdict.TIME_LIMIT, words.out_of_time(SUITE_SECONDS))
                return
            if "result" in said:
                yield self._judged(said["result"])
                await self._let_go()
                said = await self._ask_tests({"ok": None})
            else:
                answered = await self._answered(said)
                self._note(said, answered)
                said = await self._ask_tests(answered)

    def _note(self, said: Heard, answered: Heard) -> None:
        """Remember what may be why no test of a file says anything: it asks when it is read, and gets nothing."""
        match answered:
            case {"ended": {"verdict": verdict, "message": message}}:
                self._why_unheard = (Verdict(verdict), str(message))
            case {"ok": {"kind": "missing"}} if "describe" in said and "of" not in said:
                self._why_unheard = (Verdict.RUNTIME_ERROR, LACKS.format(readable(str(said["describe"]))[:100]))
            case _:
                pass

    async def _ask_tests(self, said: Heard | None) -> Heard:
        """Give the tests what they wait for (None: start them), and hear what they say next."""
        if said is None:
            outcome = await self._tests.load(self._testing)
        else:
            outcome = await self._tests.ask(said)
            self._tests.heard()  # what it takes counts for each step, and what it prints is nobody's
        match outcome:
            case Value(None) if said is None:
                return {}
            case Value(dict() as heard):
                return heard
            case Exit() | Hung():
                return {"done": True}
            case _:
                raise SandboxTrouble(f"The tests' container does not speak our protocol ({outcome}). Run: make up")

    # What a test asks -----------------------------------------------------------------------------------------------

    async def _answered(self, said: Heard) -> Heard:
        """What comes of one thing that a test asks of the candidate's code."""
        if "printed" in said:
            return {"ok": self._candidate.heard().stdout}
        self._calls += 1
        if self._calls > CALLS_MOST:
            return _ended(Verdict.TIME_LIMIT, f"The tests made more than {CALLS_MOST:,} calls.")
        if (ended := await self._loaded()) is not None:
            return ended
        if "returned" in said or "raised" in said:
            if not self._asking:
                raise SandboxTrouble("The tests answered a call that nobody made. Run: make up")
            return await self._asked(said, self._asking.pop())
        if not self._language.run.handles:
            translated = self._translated(said)
            return translated if "ok" in translated or "err" in translated else await self._asked(translated, "")
        return await self._asked(said, "")

    async def _asked(self, said: Heard, id: str) -> Heard:
        id, outcome = await self._candidate.ask_suite(said, id)
        match outcome:
            case CalledBack(name, args):
                self._asking.append(id)
                return {"callback": name, "args": args}
            case Value({"kind": "error", "bases": list(bases)}) if "describe" in said:
                return {"ok": {"kind": "error", "bases": [base for base in bases if base not in ENDS_LOOPS]}}
            case Value(value):
                return {"ok": {"$obj": said["as"], "class": said["new"]} if "new" in said else value}
            case Raised(kind, type, message, _):
                if kind in ("memory", "size"):
                    return _ended(*words.raised(outcome, self._spec.limits))
                if type in ENDS_LOOPS:  # as Python itself does where one leaves a generator
                    type, message = "RuntimeError", f"the code raised {type}"
                return {"err": {"kind": kind, "type": type, "msg": message}}
            case _:
                self._asking.clear()
                return _ended(*self._why(outcome))

    def _translated(self, said: Heard) -> Heard:
        """The same for a shim that knows functions and objects with methods, and nothing else."""
        match said:
            case {"describe": str(name)}:
                return {"ok": self._described(name)}
            case {"call": str(name), "args": list(args)} if "on" not in said:
                if self._described(name)["kind"] != "class":
                    return {"call": name, "args": args, "kw": {}}
                self._objects += 1
                return {"new": name, "args": args, "as": f"h{self._objects}"}
            case {"on": str(handle), "attribute": str(name)}:
                return {"ok": {"$method": name, "of": handle}}
            case {"on": str(handle), "call": str(name), "args": list(args)} if not name.startswith("__"):
                return {"on": handle, "call": name, "args": args}
            case _:
                return {"err": {"kind": "missing", "type": "TypeError", "msg": NO_SUCH_FACT}}

    def _described(self, name: str) -> Heard:
        """What a name stands for, by the task's own list where there is one, else by how it is written."""
        if self._callees:
            return {"kind": _kind(self._callees.get(name))}
        if not name[:1].isupper():
            return {"kind": "function"}
        return {"kind": "error", "bases": []} if name.endswith(("Error", "Exception")) else {"kind": "class"}

    async def _loaded(self) -> Heard | None:
        """None when the candidate's program stands, which it is started for; else how it ended."""
        if self._candidate.over:
            verdict, message = self._stopped
            return _ended(verdict, words.not_run(message))
        if self._candidate.running:
            return None
        outcome = await self._candidate.load(self._language)
        return None if isinstance(outcome, Value) else _ended(*self._why(outcome))

    def _why(self, outcome: Outcome) -> tuple[Verdict, str]:
        """How a program that gave no answer ended."""
        memory_words = self._language.run.memory_words
        said_memory = bool(memory_words) and self._candidate.complained(memory_words)
        verdict, message, *_ = of_answer(outcome, self._spec.limits, said_memory)
        self._stopped = verdict, message
        return verdict, message

    async def _let_go(self) -> None:
        """A test that ended inside of its own function has left the code waiting there: the next test gets it anew."""
        if self._asking:
            self._asking.clear()
            await self._candidate.end()

    # What came of it ------------------------------------------------------------------------------------------------

    def _judged(self, result: Mapping[str, Json]) -> CaseJudged:
        """One test's result, as its container says it: an author's words, which may quote the candidate's code."""
        verdict = Verdict(result["verdict"])
        message = readable(str(result["message"]))[:MESSAGE_CHARACTERS]
        heard = self._candidate.heard()
        if verdict is Verdict.INTERNAL_ERROR:
            message = BROKEN.format(message)
        return CaseJudged(
            run=self._spec.run,
            case=str(result["case"]),
            verdict=verdict,
            message=message,
            stdout=heard.stdout,
            stderr=heard.stderr,
            cut=heard.cut,
        )

    def _finished(self, judged: list[CaseJudged], began: float) -> Finished:
        passed = sum(piece.verdict is Verdict.PASSED for piece in judged)
        first = next((piece.verdict for piece in judged if piece.verdict is not Verdict.PASSED), Verdict.PASSED)
        ms = round((self._clock() - began) * 1000, 3)
        return Finished(self._spec.run, first, words.tally(passed, len(judged)), passed, len(judged), ms)


def _ended(verdict: Verdict, message: str) -> Heard:
    return {"ended": {"verdict": verdict.value, "message": message}}


def _kind(callee: Callee | None) -> str:
    if callee is None:
        return "missing"
    return "class" if callee.constructs else "function"
