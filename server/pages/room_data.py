"""The data that a room's page carries (docs/protocol.md), as plain values. Pure: what is not put in cannot leak."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.core.agenda import Stage, with_pace
from server.core.case_values import shown_value
from server.core.guide import rest_of
from server.core.interview import Interview
from server.core.languages import Language
from server.core.roles import Role
from server.core.setup import Setup
from server.core.signature import format_callable, format_type
from server.core.stubs import callables, starter
from server.core.task import HiddenGroup, Part, Task, TaskCase, open_parts
from server.pages.render import markdown

Data = dict[str, Any]


def room_data(
    interview: Interview,
    role: Role,
    name: str,
    tasks: Sequence[Task],
    languages: Sequence[Language],
    *,
    me: str,
    key: str,
    candidate_link: str,
    form: str = "",
) -> Data:
    """The live room as `role` may know it. `me` is the id of the member whose page it is, `form` its forms' token."""
    data = {**_common(interview, role, name, tasks, languages), "me": me, "key": key}
    if interview.setup.practice:
        data |= {"practice": interview.setup.practice.value, "form": form}
    data |= {"agenda": agenda_data(interview.setup, role)} if interview.setup.plan else {}
    return {**data, "links": {"candidate": candidate_link}} if role is Role.HOST else data


def replay_data(
    interview: Interview,
    role: Role,
    name: str,
    tasks: Sequence[Task],
    languages: Sequence[Language],
    track: str,
    form: str = "",
) -> Data:
    """The same for a replay: it reads the track below the address `track` instead of a socket.

    What the page sends carries `form`, the token of its forms; "" for somebody who only looks.
    """
    told = {"replay": track, "form": form}
    return {**_common(interview, role, name, tasks, languages), **told}


def clip_data(
    interview: Interview, role: Role, tasks: Sequence[Task], languages: Sequence[Language], *, track: str, clip: Data
) -> Data:
    """The same for a part of an interview, in the edition of `role`: nothing in it leads to the rest."""
    common = {**_common(interview, role, "", tasks, languages), "room": ""}
    return {**common, "replay": track, "clip": clip}


def offline_data(interview: Interview, role: Role, tasks: Sequence[Task], languages: Sequence[Language]) -> Data:
    """The same for a file that is taken away, as `role` may know it: its track is in the file."""
    name = interview.host if role.interviewer else interview.candidate
    return {**_common(interview, role, name, tasks, languages), "offline": True}


def warm_up_data(
    interview: Interview, exercise: Task, languages: Sequence[Language], *, sandbox: Mapping[str, object], back: str
) -> Data:
    """The warm-up: the exercise alone, in these languages; its tests run in those of them that have functions."""
    task = {**task_data(exercise, Role.CANDIDATE), "languages": [language.id for language in languages]}
    starters = {language.id: starting_text(exercise, language) for language in languages}
    warm_up = {"starters": starters, "sandbox": sandbox, "back": back}
    return {
        **_common(interview, Role.CANDIDATE, "", [], languages),
        "tasks": [task],
        "warm_up": warm_up,
        "facts": False,
    }


def starting_text(exercise: Task, language: Language) -> str:
    """The exercise's function, or an empty program where the language has only those."""
    known = language.id in exercise.languages
    return starter(exercise, language.style) if known else language.style.program


def _common(interview: Interview, role: Role, name: str, tasks: Sequence[Task], languages: Sequence[Language]) -> Data:
    return {
        "room": interview.id,
        "title": interview.title,
        "role": role.value,
        "name": name,
        "facts": interview.facts,
        "private": interview.setup.private.value,
        "languages": [
            {
                "id": language.id,
                "title": language.title,
                "file": language.file,
                "editor": language.editor,
                "indent": language.indent,
            }
            for language in languages
        ],
        "tasks": [task_data(task, role) for task in tasks],
    }


def agenda_data(setup: Setup, role: Role) -> Data:
    """The plan as this interview has it, at its pace. A candidate reads titles, kinds and minutes."""
    plan = setup.plan
    assert plan, "there is one"
    minutes = with_pace(plan, setup.pace)
    stages = [_stage(*each, role) for each in zip(plan.stages, minutes, strict=True)]
    return {"stages": stages, "breaks": setup.breaks, **({"plan": plan.label} if role.interviewer else {})}


def _stage(stage: Stage, minutes: int, role: Role) -> Data:
    told = {"title": stage.title, "minutes": minutes, "kind": stage.kind.value}
    if not role.interviewer:
        return told
    return {**told, "goal": stage.goal, "prompts": list(stage.prompts), "dimensions": list(stage.dimensions)}


def task_data(task: Task, role: Role) -> Data:
    """A task as `role` may know it: a candidate gets the open parts and their examples, nothing of the hidden side."""
    part, opened = task.parts[0], open_parts(task)
    data = {
        "kind": task.kind,
        "slug": task.slug,
        "title": task.title,
        "difficulty": task.difficulty,
        "minutes": task.minutes,
        "tags": list(task.tags),
        "languages": list(task.languages),
        "open": {language: len(project.open) for language, project in task.projects.items()},
        "statement": "".join(_statement(each, task) for each in task.parts if each.number in opened),
        "class": [format_callable(each) for each in callables(part.shape)] if part.shape else [],
        "schema": task.schema,
        "params": [{"name": param.name, "type": format_type(param.type)} for param in part.signature.params],
        "returns": format_type(part.signature.returns),
        "back": part.signature.params[part.back].name if part.back >= 0 else "",
        "examples": [{**_case(case), "note": html(case.note)} for case in task.examples if case.part in opened],
    }
    if role is Role.LEARNER:
        data["hints"] = len(task.guide.hints)
    return {**data, "interviewer": interviewer_data(task)} if role.interviewer else data


def interviewer_data(task: Task) -> Data:
    """The hidden side of a task, for interviewers: the parts that they unlock one by one among it."""
    return {
        "guide": html(rest_of(task.guide.text), top=2),
        "follow_ups": [html(text) for text in task.guide.follow_ups],
        "wrong_turns": [html(text) for text in task.guide.red_flags],
        "good_signs": [html(text) for text in task.guide.green_flags],
        "complexity": html(task.guide.complexity),
        "hints": list(task.guide.hints),
        "parts": [
            {"part": part.number, "title": part.title, "statement": html(part.statement)}
            for part in task.parts
            if part.number not in open_parts(task)
        ],
        "hidden": [_group(group) for group in task.hidden],
        "solutions": [
            {
                "file": solution.file,
                "promise": solution.promise,
                "language": solution.language,
                "source": solution.source,
            }
            for solution in task.solutions
        ],
        "rubric": {
            dimension: {str(score): words for score, words in scale.items()} for dimension, scale in task.rubric.items()
        },
    }


def html(text: str, top: int = 3) -> str:
    """Somebody's Markdown as safe HTML, as a plain string for the data block."""
    return str(markdown(text, top))


def _statement(part: Part, task: Task) -> str:
    return html(part.statement) if part is task.parts[0] else _later_part(part)


def _later_part(part: Part) -> str:
    title = f"## Part {part.number}" + (f": {part.title}" if part.title else "")
    return html(title, top=2) + html(part.statement)


def _group(group: HiddenGroup) -> Data:
    generated = len(group.generate.seeds) if group.generate else 0
    return {
        "group": group.name,
        "part": group.part,
        "cases": [_case(case) for case in group.cases],
        "generated": generated,
    }


def _case(case: TaskCase) -> Data:
    args = {name: shown_value(value) for name, value in case.args.items()}
    return {"case": case.id, "name": case.name, "args": args, "expected": shown_value(case.expected)}
