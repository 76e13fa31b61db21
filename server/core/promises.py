"""Whether a solution keeps the promise of its name: to pass, to answer wrongly, to be late, to crash. Pure.

The first line may narrow the promise: `# fails: edges` or `# fails: edges/just free`, in the language's own comment.
"""

import json
import re
from collections.abc import Sequence
from typing import Final

from sandbox.contract import Verdict
from server.core.findings import Finding, Result, failed, problem, warning
from server.core.task import Solution

HALF: Final = 0.5
"""Of the time limit: a good solution needs at most this much, so that a fair one on a busy machine still passes."""
STRETCH: Final = 1.5
"""A slow solution is still late with so many times the limit, so that a lucky one on a fast machine is late too."""
CHANCE: Final = "Take chance, time, the order of sets and what one case leaves behind for the next out of it."
STOPPED: Final = "Prove again when the machine is less busy. If it stays so, make it quicker to compile."
ANSWER: Final = 60
"""Characters of a wrong answer that one sentence holds; a longer one is only in the list of results."""
LISTED: Final = 3
"""Cases that one sentence names."""

_CRASHES: Final = (Verdict.RUNTIME_ERROR, Verdict.MEMORY_LIMIT, Verdict.OUTPUT_LIMIT)
HONEST: Final[dict[str, tuple[Verdict, ...]]] = {
    "wrong": (Verdict.WRONG,),
    "slow": (Verdict.TIME_LIMIT,),
    "crash": _CRASHES,
}
"""How each promise may fail."""
_WAYS: Final = {"wrong": "by a wrong answer", "slow": "by time", "crash": "by crashing"}
_FAILS: Final = re.compile(r"[^\w]{1,4}\s*fails:\s*(?P<where>.+?)\s*(?:\*/|\*\)|-->|-\}|\|#)?\s*")


def promised(source: str) -> tuple[str, str] | None:
    """The (group, case or "") that the first line names; None if it names nothing."""
    first = source.split("\n", 1)[0]
    found = _FAILS.fullmatch(first)
    if found is None:
        return None
    group, _, case = found["where"].partition("/")
    return group.strip(), case.strip()


def good_findings(
    solution: Solution, usual: tuple[Result, ...], halved: tuple[Result, ...], limit: float
) -> tuple[Finding, ...]:
    """What two runs of a good solution show: one with the usual limit, in CPU seconds a case, and one with HALF of it.

    So the sandbox's own measure of CPU time decides, and not a clock that goes on while others work.
    """
    file = f"solutions/{solution.file}"
    if ours := _ours(file, (*usual, *halved)):
        return ours
    late = [result for result in failed(halved) if result.verdict is Verdict.TIME_LIMIT]
    odd = [result for result in failed(halved) if result.verdict is not Verdict.TIME_LIMIT]
    if bad := odd if usual == halved else failed(usual):
        what = f"It should pass every case, and does not pass {listed(bad)}: {_said(bad[0])}"
        return (problem(file, what, "Mend the solution, or the cases."),)
    found: list[Finding] = []
    if late:
        what = f"It needs over half of the limit of {limit:g} s for {listed(late)}."
        found.append(problem(file, what, "Raise limits: in task.yaml, or make the case smaller."))
    if odd:
        what = f"It passes {listed(odd)} in one run, and not in another: {_said(odd[0])}"
        found.append(problem(file, what, CHANCE))
    both = [(one, two) for one, two in zip(usual, halved, strict=True) if two.verdict is Verdict.PASSED]
    if unlike := [one for one, two in both if one.got != two.got]:
        found.append(problem(file, f"Two runs gave different answers to {listed(unlike)}.", CHANCE))
    return tuple(found)


def bad_findings(solution: Solution, results: tuple[Result, ...]) -> tuple[Finding, ...]:
    """What a run of a wrong, slow or crashing solution shows; a slow one was given STRETCH times the limit."""
    file = f"solutions/{solution.file}"
    bad, honest = failed(results), HONEST[solution.promise]
    way = _WAYS[solution.promise]
    right = [result for result in bad if result.verdict in honest]
    others = [result for result in bad if result.verdict not in honest]
    found: list[Finding] = []
    if ours := _ours(file, results):
        return ours
    if not bad:
        mend = f"Add a case that catches it, or rename it to good-{solution.file.partition('-')[2] or solution.file}."
        if solution.promise == "slow":
            mend = f"Add a larger case: it must still be late with {STRETCH:g} times the limit."
        found.append(problem(file, "It passes every case.", mend))
    elif not right:
        what = f"It should fail {way}, and fails otherwise: {listed(others)}: {_said(others[0])}"
        found.append(problem(file, what, _rename(others[0].verdict)))
    else:
        found += _narrowed(file, solution, results, right)
        found += _otherwise(file, solution.promise, others)
    return tuple(found)


def _ours(file: str, results: Sequence[Result]) -> tuple[Finding, ...]:
    """The one thing to say where the sandbox itself could not go on."""
    broken = next((result for result in results if result.verdict is Verdict.INTERNAL_ERROR), None)
    if broken is None:
        return _uncompiled(file, results)
    if broken.note:
        what = f"It broke on the answer of {file} to {broken.where}: {broken.note}"
        return (problem("checker.py", what, "Mend it: check() answers True, False, or a pair with a message."),)
    return (problem(file, f"It could not be run: {broken.message}", "Mend that, and check again."),)


def _uncompiled(file: str, results: Sequence[Result]) -> tuple[Finding, ...]:
    """Says nothing of the solution's answers, so it is the one thing to say."""
    stopped = next((result for result in results if result.verdict is Verdict.COMPILE_LIMIT), None)
    if stopped is None:
        return ()
    return (problem(file, f"Its compiler was stopped: {stopped.message}", STOPPED),)


def _narrowed(file: str, solution: Solution, results: Sequence[Result], right: Sequence[Result]) -> list[Finding]:
    texts = (solution.source, *(solution.files or {}).values())
    narrowed = next((found for text in texts if (found := promised(text))), None)
    if narrowed is None:
        return []
    place = "/".join(filter(None, narrowed))  # a project's groups are files, which may lie in folders
    meant = [result for result in results if place in (result.group, f"{result.group}/{result.name}")]
    if not meant:
        mend = f"Known groups: {', '.join(sorted({result.group for result in results}))}."
        return [problem(file, f"Its first line names {place}, which is no case of this task.", mend)]
    if not any(result in right for result in meant):
        what = f"Its first line says that it fails {place}, and it fails {listed(right)}."
        return [problem(file, what, "Mend the line or the cases.")]
    return []


def _otherwise(file: str, promise: str, others: Sequence[Result]) -> list[Finding]:
    """A wrong solution that also crashes still shows a wrong answer; a slow one that is also wrong shows less."""
    if not others:
        return []
    what = f"It also fails otherwise than {_WAYS[promise]}: {listed(others)}: {_said(others[0])}"
    if promise == "wrong":
        return [warning(file, what, "Make the mistake in one place only, so that one sees which case catches what.")]
    return [problem(file, what, f"A {promise} solution is right as far as it comes: mend that.")]


def listed(results: Sequence[Result]) -> str:
    """The places of some cases, and how many more there are."""
    shown = ", ".join(result.where for result in results[:LISTED])
    more = len(results) - LISTED
    return shown + (f" and {more} more" if more > 0 else "")


def _said(result: Result) -> str:
    word = result.verdict.value.replace("_", " ")
    answer = "" if result.verdict is not Verdict.WRONG or result.got is None else json.dumps(result.got)
    answered = f"It answered {answer}." if 0 < len(answer) <= ANSWER else ""
    return " ".join(each for each in (f"{word}.", result.message, answered) if each)


def _rename(verdict: Verdict) -> str:
    fitting = next((name for name, ways in HONEST.items() if verdict in ways), "")
    return f"Rename it to {fitting}-..., or mend it." if fitting else "Mend it until it runs."
