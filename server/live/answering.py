"""Expected values from the good solution, for cases of a task that is being written and that has none yet.

What the author gave is never asked about, and so never changed. What comes back are edits, for the page to make.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sandbox.contract import Sandbox, SandboxStatus
from server.core.generated import reference
from server.core.languages import Language
from server.core.task import Json, Task, TaskCase, TaskProblem
from server.core.words import StubStyle
from server.core.workshop import TaskFiles
from server.core.workshop_edits import Insert, SetValue
from server.live.made_cases import MadeCases
from server.live.patient import PatientSandbox
from server.live.planning import Refused
from server.live.workshop import Workshop

CASES: Final = "cases.yaml"
ASKED: Final = "asked of the good solution"
"""The name of the group that the cases without an answer are put into for the question. No author calls one so."""
MANY: Final = 1 << 20
"""Behind every group."""
NO_CASES: Final = Refused("There is no cases.yaml that can be read. Mend what is told of it first.", CASES)
NOT_READ: Final = Refused("The task cannot be read so far. Mend what is told of task.yaml first.", "task.yaml")
NO_GOOD: Final = Refused("There is no good solution that runs here. Write solutions/good.py first.", "solutions")
NO_ANSWERS: Final = Refused("A project has no cases to answer: its tests say what is right.")


@dataclass(frozen=True, slots=True)
class _Place:
    """A case without an answer: where it stands in cases.yaml, and what it is."""

    path: tuple[str | int, ...]
    part: int
    case: Mapping[str, Json]


async def answers(
    workshop: Workshop,
    sandbox: Sandbox,
    languages: Sequence[Language],
    status: SandboxStatus,
    slug: str,
    files: TaskFiles,
) -> Sequence[SetValue] | Refused:
    """What to set in cases.yaml, one edit for each case that has no answer; none where all have one."""
    checked = await workshop.check(slug, files)
    document = checked.documents.get(CASES)
    task = checked.task
    if task is None:
        return NOT_READ
    if task.kind == "project":
        return NO_ANSWERS
    if document is None or not isinstance(document.value, dict):
        return NO_CASES
    places = list(_without_answer(task, document.value))
    if not places:
        return ()
    if not status.ready:
        return Refused(status.why or "The sandbox does not answer. Run: greenroom doctor")
    unready = {each.id for each in status.languages if not each.ready}
    styles = {each.id: each.style for each in languages if each.id not in unready}
    return await _asked(workshop, sandbox, styles, slug, files, places)


async def _asked(
    workshop: Workshop,
    sandbox: Sandbox,
    styles: Mapping[str, StubStyle],
    slug: str,
    files: TaskFiles,
    places: Sequence[_Place],
) -> Sequence[SetValue] | Refused:
    groups = [_group(places, part) for part in sorted({place.part for place in places})]
    changed = await workshop.edit(files, [Insert(CASES, ("hidden",), MANY, group) for group in groups])
    if not isinstance(changed, Mapping):
        return Refused(changed.message, changed.field)
    task = (await workshop.check(slug, changed)).task
    if task is None:
        return NOT_READ
    asked = replace(task, hidden=tuple(group for group in task.hidden if group.name.startswith(ASKED)))
    if reference(asked, styles) is None:
        return NO_GOOD
    made = await MadeCases(PatientSandbox(sandbox), styles).of(asked)
    if isinstance(made, TaskProblem):
        return Refused(f"{made.what} {made.mend}", made.file)
    answered = {case.name: case for cases in made.values() for case in cases}
    found = ((place, answered.get(_name(place))) for place in places)
    return [_edit(task, place, case) for place, case in found if case is not None]


def _without_answer(task: Task, cases: Mapping[str, Json]) -> Iterator[_Place]:
    for at, case in enumerate(_list(cases.get("examples"))):
        if _lacks(task, case):
            yield _Place(("examples", at), _whole(case.get("part")), case)
    for at, group in enumerate(_list(cases.get("hidden"))):
        for number, case in enumerate(_list(group.get("cases"))):
            if _lacks(task, case):
                yield _Place(("hidden", at, "cases", number), _whole(group.get("part")), case)


def _lacks(task: Task, case: Mapping[str, Json]) -> bool:
    """Whether nobody said what should come of it. A call that is not checked has no answer because its author says so;
    a class's case has none only where no call of it has one."""
    if task.kind == "class":
        calls = case.get("calls")
        return isinstance(calls, list) and not any(isinstance(call, str) and "->" in call for call in calls)
    return "out" not in case


def _group(places: Sequence[_Place], part: int) -> Json:
    kept = ("in", "calls", "seed")
    cases = [
        {"name": _name(place), **{key: place.case[key] for key in kept if key in place.case}}
        for place in places
        if place.part == part
    ]
    return {"group": f"{ASKED} {part}", "part": part, "cases": cases}


def _name(place: _Place) -> str:
    return " ".join(map(str, place.path))


def _edit(task: Task, place: _Place, case: TaskCase) -> SetValue:
    if task.kind == "class":
        return SetValue(CASES, (*place.path, "calls"), list(case.args["calls"]))
    return SetValue(CASES, (*place.path, "out"), case.expected)


def _list(value: Json) -> list[Mapping[str, Json]]:
    return [each if isinstance(each, dict) else {} for each in value] if isinstance(value, list) else []


def _whole(value: Json) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 1
