"""What is to be said of a task as a whole: what its cases catch, what gives hidden ones away, what is missing. Pure."""

import json
from collections.abc import Iterator, Mapping
from typing import Final

from sandbox.contract import Verdict
from server.core.findings import Finding, Result, failed, problem, warning
from server.core.good_task import missing
from server.core.judging import EXAMPLES
from server.core.task import Json, Task

TELLING: Final = 8
"""Characters of JSON from which on a value in the statement can hardly stand there by chance."""
NO_PROGRAM: Final = (Verdict.COMPILE_ERROR, Verdict.COMPILE_LIMIT, Verdict.INTERNAL_ERROR)
AGAIN: Final = "Prove again when the machine is less busy."
MEND_BROKEN: Final = "Mend stubs/ where you wrote it, change the signature, or leave the language out with languages:."
MEND_FILES: Final = "Add a visible test that it fails, or say stub_passes: true where a working start is meant."
MEND_STUB: Final = "Write stubs/ by hand, or say stub_passes: true where a working start is meant."


def group_findings(task: Task, tried: Mapping[str, tuple[Result, ...]]) -> tuple[Finding, ...]:
    """Whether every hidden group catches a solution, and whether the hidden cases catch more than the examples do.

    `tried` holds the results of the wrong, slow and crashing solutions, by file.
    """
    found: list[Finding] = []
    catching = {result.group for results in tried.values() for result in failed(results)}
    for group in task.hidden:
        if tried and group.name not in catching:
            mend = "Write the wrong solution that it is there for, or take the group out."
            found.append(warning("cases.yaml", f"The hidden group {group.name!r} catches no solution.", mend))
    wrong = [file for file, results in tried.items() if file.startswith("wrong") and failed(results)]
    sly = [file for file in wrong if not any(result.group == EXAMPLES for result in failed(tried[file]))]
    if wrong and not sly and task.hidden:
        what = "Every wrong solution already fails an example, so the hidden cases add nothing."
        found.append(warning("cases.yaml", what, "Write a wrong solution that passes all examples."))
    return tuple(found)


def stub_findings(task: Task, language: str, results: tuple[Result, ...]) -> tuple[Finding, ...]:
    """Whether the untouched starter code is a program at all, and fails the examples as it should."""
    broken = next((result for result in results if result.verdict in NO_PROGRAM), None)
    if broken is not None and broken.note:
        return ()  # it was the checker that broke, which is told of the good solutions
    empty = task.kind == "sql" and not task.stubs.get(language)  # there is nothing in it that could be wrong
    if broken is not None and not (empty and broken.verdict is Verdict.COMPILE_ERROR):
        said = f": {broken.message}" if broken.message else "."
        if broken.verdict is Verdict.COMPILE_ERROR:
            what = f"The untouched starter code in {language} does not compile{said}"
            return (problem("task.yaml", what, MEND_BROKEN),)
        what = f"The untouched starter code in {language} could not be tried{said}"
        return (problem("task.yaml", what, AGAIN),)
    if not results or failed(results) or task.stub_passes:
        return ()
    what = f"The untouched starter code in {language} passes all examples."
    if task.kind == "project":
        return (problem(f"tests/{language}/visible", what, MEND_FILES),)
    return (problem("cases.yaml", what, MEND_STUB),)


def leak_findings(task: Task) -> tuple[Finding, ...]:
    """Hidden cases that the candidate sees all the same: as an example, or in a text."""
    shown = [case.args for case in task.examples]
    cases = [(group.name, case) for group in task.hidden for case in group.cases]
    visible = [f"{group}/{case.name}" for group, case in cases if case.args in shown]
    if cases and len(visible) == len(cases) and not any(group.generate for group in task.hidden):
        return (problem("cases.yaml", "Every hidden case is an example too.", "Hide cases that are not shown."),)
    found = [warning("cases.yaml", f"The hidden case {name} is an example too.", "Take one out.") for name in visible]
    for group, case in cases:
        place = f"{group}/{case.name}"
        text = next((file for file, text in _texts(task) if any(_stands_in(v, text) for v in case.args.values())), "")
        if text and place not in visible:
            what = f"An input of the hidden case {place} stands in it, where the candidate reads it."
            found.append(warning(text, what, "Use another value in one of the two."))
    return tuple(found)


def lint(task: Task) -> tuple[Finding, ...]:
    """What a task can do without, and an interviewer would miss."""
    hidden = task.hidden or any(project.hidden for project in task.projects.values())
    wanted = (
        (not task.guide.text, "guide.md", "There is no guide.", "Say what to watch for and what to ask next."),
        (not hidden, "cases.yaml", "There are no hidden cases.", "Write what the examples leave out."),
        *((True, point.file, point.what, point.how) for point in missing(task)),
    )
    return tuple(warning(file, what, mend) for lacks, file, what, mend in wanted if lacks)


def _texts(task: Task) -> Iterator[tuple[str, str]]:
    for part in task.parts:
        yield ("statement.md" if part.number == 1 else f"part-{part.number}.md"), part.statement
    yield from ((f"the note of {case.name}", case.note) for case in task.examples)
    yield from ((f"the stub in {language}", text) for language, text in task.stubs.items())


def _stands_in(value: Json, text: str) -> bool:
    if value in ([], {}, "", None) or isinstance(value, bool):
        return False
    if isinstance(value, str) and "\n" in value.strip():
        return value.strip() in text
    forms = {json.dumps(value, ensure_ascii=False), json.dumps(value, ensure_ascii=False, separators=(",", ":"))}
    return any(len(form) >= TELLING and form in text for form in forms)
