"""What an interview needs before it can be planned, and the code that its files begin with."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from server.core.events import FileCreated, PanelMember
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.interview import Interview
from server.core.languages import FILE_NAME, Language, file_name
from server.core.project_files import text_of
from server.core.projects import starters
from server.core.refusals import NAME_MAX
from server.core.roles import Role
from server.core.setup import Member, Setup
from server.core.setup_check import setup_problem
from server.core.stubs import starter
from server.core.task import Task
from server.live.ports_library import Tasks

MADE_MAX: Final = 100
"""Files shown that this house would not have made: a page can make thousands."""
PANEL_MAX: Final = 12
TASKS_MAX: Final = 8
TITLE_MAX: Final = 120
PRACTICE: Final = "Practice: "
GUEST: Final = "Guest"
"""Whoever comes into a practice room by its invitation, until they say their name."""


TERMS: Final = "2026-11-2"
"""The version of the words on recording that a candidate agrees to."""
TERMS_WITH_FACTS: Final = "2026-11-2-facts"
"""The version of those with pastes and the page's focus."""


def terms_of(interview: Interview) -> str:
    """The version of the words that this interview's candidate reads."""
    return TERMS_WITH_FACTS if interview.facts else TERMS


@dataclass(frozen=True, slots=True)
class Refused:
    """Why something was not done: a sentence for a person, and the field that it is about ("" for none)."""

    message: str
    field: str = ""


def refusal(
    title: str, host: str, candidate: str, slugs: Sequence[str], tasks: Tasks, *, offered: Callable[[Task], str]
) -> Refused | None:
    """Why an interview with these words and tasks cannot be planned; nothing when it can. `offered` says why a task is
    not offered; "" when it is."""
    if not title or len(title) > TITLE_MAX or not title.isprintable():
        return Refused(f"Give the interview a title of 1 to {TITLE_MAX} characters, on one line.", "title")
    for field, name in (("host", host), ("candidate", candidate)):
        if problem := name_problem(name):
            return Refused(problem, field)
    if not 1 <= len(slugs) <= TASKS_MAX:
        return Refused(f"Choose 1 to {TASKS_MAX} tasks.", "tasks")
    for slug in slugs:
        if (task := tasks.task(slug)) is None:
            return Refused(f"There is no task “{slug}” in the library, or it does not load.", "tasks")
        if why := offered(task):
            return Refused(why, "tasks")
    return None


def setup_refusal(setup: Setup) -> Refused | None:
    """Why an interview cannot be set up like this; nothing when it can."""
    problem = setup_problem(setup)
    return Refused(*problem) if problem else panel_refusal(setup.panel)


def panel_refusal(panel: Sequence[Member]) -> Refused | None:
    """Why these people cannot be an interview's panel; nothing when they can."""
    if len(panel) > PANEL_MAX:
        return Refused(f"A panel has at most {PANEL_MAX} people beside the host.", "panel")
    for member in panel:
        if problem := name_problem(member.name):
            return Refused(problem, "panel")
        if member.role not in (Role.PANELIST, Role.OBSERVER):
            return Refused(f"{member.name} can be a panelist or an observer.", "panel")
    if len({member.id for member in panel} | {HOST, CANDIDATE, ROOM}) != len(panel) + 3:
        return Refused("Somebody is on the panel twice.", "panel")
    return None


def told_panel(panel: Sequence[Member]) -> tuple[PanelMember, ...]:
    """The panel as its interview's timeline tells it."""
    return tuple(PanelMember(member.id, member.name, member.role.value) for member in panel)


def practice_title(title: str) -> str:
    """What a room is called that goes on from a moment of the interview with this title."""
    return title if title.startswith(PRACTICE) else f"{PRACTICE}{title}"[:TITLE_MAX]


def first_texts(slugs: Sequence[str], tasks: Tasks, languages: Sequence[Language]) -> dict[str, str]:
    """`<task>/<file>` and the starter code of the file that each of these tasks opens with: its first language's.

    The others are written when somebody first turns to them, so that thirty languages cost no more than one.
    """
    return {
        name: text
        for slug in slugs
        if (task := tasks.task(slug)) and (first := next(iter(_allowed(task, languages)), None))
        for name, text in starting_texts(task, first).items()
    }


def starting_texts(task: Task, language: Language, parts: Collection[int] | None = None) -> dict[str, str]:
    """`<task>/<file>` and what stands in it at first: one file, or all those of a project. `parts` are open."""
    project = task.projects.get(language.id)
    if project is None:
        return {file_name(task.slug, language): starter(task, language.style, parts)}
    begin = starters(project, language.id)
    return {f"{task.slug}/{text_of(language.id, number)}": each.text for number, each in enumerate(begin, start=1)}


def first_files(slugs: Sequence[str], tasks: Tasks, languages: Sequence[Language]) -> list[FileCreated]:
    """The files that the projects among these tasks bring, in every language: their texts may come later."""
    return [
        FileCreated(slug, language.id, text_of(language.id, number), each.path, each.fixed)
        for slug in slugs
        if (task := tasks.task(slug))
        for language in _allowed(task, languages)
        if (project := task.projects.get(language.id))
        for number, each in enumerate(starters(project, language.id), start=1)
    ]


def file_names(slugs: Sequence[str], tasks: Tasks, languages: Sequence[Language]) -> list[str]:
    """`<task>/<file>` of every file that these tasks may have."""
    return [
        file_name(slug, language)
        for slug in slugs
        if (task := tasks.task(slug))
        for language in _allowed(task, languages)
    ]


def made_names(names: Iterable[str], slugs: Sequence[str]) -> list[str]:
    """Those of a document's names that can be files of these tasks, in order: files of languages and tasks that are not
    in the house any more keep their texts."""
    found = (name for name in names if FILE_NAME.fullmatch(name) and name.partition("/")[0] in slugs)
    return sorted(found)[:MADE_MAX]


def _allowed(task: Task, languages: Sequence[Language]) -> list[Language]:
    return [language for language in languages if language.id in task.languages]


def name_problem(name: str) -> str:
    """What is wrong with a person's name; "" when nothing is."""
    if not name:
        return "Write a name, so that the others know who you are."
    if len(name) > NAME_MAX:
        return f"This name has {len(name):,} characters; the most is {NAME_MAX}."
    if not name.replace("\u200c", "").replace("\u200d", "").isprintable():  # joiners belong to names and emoji
        return "A name cannot have line breaks or control characters."
    return ""
