"""The bundled tasks load and are ready to interview with. That they prove themselves is for `greenroom tasks check`."""

import os
from pathlib import Path

import pytest

from server.core.named_tests import words_of
from server.core.projects import count_of_tests, ids_of_tests, is_walled
from server.core.task import Project, ProofState, Task
from server.run import languages
from server.store.tasks import TaskFolders
from tests.store.task_files import wholes

ROOT = Path(__file__).parents[2]
LIBRARY = TaskFolders(ROOT / "tasks", [language.style for language in languages()])
BUNDLED = {task.slug: task for task in wholes(LIBRARY)}
TABLE = ROOT / "docs" / "bundled-tasks.md"
CARRY_FUNCTIONS = {"python", "javascript", "typescript", "java", "cpp", "go", "rust", "ruby", "php", "kotlin", "swift"}
PEOPLE = ("python", "javascript", "java")
"""What most candidates write, and so what a reference has to be there in."""


def test_the_bundled_tasks_load_and_leave_nothing_to_say() -> None:
    assert list(LIBRARY.problems()) == []
    assert {task.kind for task in BUNDLED.values()} == {"function", "class", "stdin", "sql", "project"}
    assert [note for task in BUNDLED.values() for note in task.notes] == []


def test_the_documentation_lists_them_all() -> None:
    """`TASKS=write pytest tests/store/test_tasks_bundled.py` writes the table anew."""
    text = TABLE.read_text()
    begin, end = text.index("| task |"), text.rindex("|\n") + 2
    rows = ["| task | kind | level | minutes | what it shows |", "|---|---|---|---|---|"]
    rows += [_row(BUNDLED[slug]) for slug in sorted(BUNDLED)]
    written = text[:begin] + "\n".join(rows) + "\n" + text[end:]
    if os.environ.get("TASKS") == "write":
        TABLE.write_text(written)
    assert TABLE.read_text() == written


def test_the_documentation_says_of_each_what_one_does_in_it() -> None:
    said, _, _ = TABLE.read_text().partition("| task |")
    assert [task.title for task in BUNDLED.values() if said.count(task.title) != 1] == []


def _row(task: Task) -> str:
    link = f"[{task.title}](../tasks/{task.slug}/statement.md)"
    return f"| {link} | {task.kind} | {task.difficulty} | {task.minutes} | {', '.join(task.skills)} |"


@pytest.mark.parametrize("slug", BUNDLED)
def test_a_task_is_ready_to_interview_with(slug: str) -> None:
    task = BUNDLED[slug]
    if task.kind == "project":
        assert all(len(project.visible) + len(project.hidden) >= 2 for project in task.projects.values())
        assert count_of_tests(task) >= 10
    else:
        least = 3 if task.kind != "sql" else 2
        assert len([case for case in task.examples if case.part == 1]) >= least
        assert len(task.hidden) >= 4
    assert len(task.guide.hints) >= 3
    assert len(task.guide.follow_ups) >= 3
    assert len(task.guide.green_flags) >= 3
    assert len(task.guide.red_flags) >= 3
    assert task.guide.complexity
    assert all(len(levels) == 4 for levels in task.rubric.values())
    assert task.rubric
    assert 10 <= task.minutes <= 30  # the rest of an interview is talking, and the part for the fast
    assert task.skills
    assert task.tags
    assert (task.author, task.license) == ("Greenroom", "CC-BY-4.0")


@pytest.mark.parametrize("slug", BUNDLED)
def test_the_proof_of_a_task_is_of_this_version(slug: str) -> None:
    """`greenroom tasks check` keeps it: whoever changes a task proves it, and commits `.lock/` with it."""
    assert BUNDLED[slug].proof_state is ProofState.PROVEN, f"greenroom tasks check {slug}"


@pytest.mark.parametrize(
    "slug", [slug for slug, task in BUNDLED.items() if task.kind in ("function", "class", "stdin")]
)
def test_a_task_has_a_part_for_the_fast(slug: str) -> None:
    """A project has its extension in the guide."""
    parts = BUNDLED[slug].parts
    assert [part.unlock for part in parts[1:]] == ["interviewer"] * (len(parts) - 1)
    examples = [case.part for case in BUNDLED[slug].examples]
    hidden = [group.part for group in BUNDLED[slug].hidden]
    assert len(parts) == 2
    assert examples.count(2) >= 1
    assert hidden.count(2) >= 1


@pytest.mark.parametrize("language", PEOPLE)
@pytest.mark.parametrize("slug", [slug for slug, task in BUNDLED.items() if task.kind != "sql"])
def test_a_task_has_a_reference_in_what_most_candidates_write(slug: str, language: str) -> None:
    endings = {"python": "py", "javascript": "js", "java": "java"}
    assert (ROOT / "tasks" / slug / "solutions" / f"good.{endings[language]}").exists()


@pytest.mark.parametrize("slug", [slug for slug, task in BUNDLED.items() if task.kind == "project"])
def test_a_project_asks_the_same_in_every_language(slug: str) -> None:
    """The same files for the same purpose, and the same tests by their names."""
    task = BUNDLED[slug]
    named = {language: _named(project, language) for language, project in task.projects.items()}
    (most, *_) = sorted(named.values(), key=len, reverse=True)
    for language, names in named.items():
        lacking = most - names
        # through the wall everything that comes back is a copy
        walled = {"lists are not the lists inside"} if is_walled(task.projects[language]) else set()
        assert (lacking - walled, names - most) == (set(), set()), language


def _named(project: Project, language: str) -> set[str]:
    ids = [id for hidden in (False, True) for id in ids_of_tests(project, language, hidden=hidden)]
    return {words_of(id.partition("::")[2]) for id in ids}


@pytest.mark.parametrize("slug", BUNDLED)
def test_a_task_has_references_and_the_mistakes_that_people_make(slug: str) -> None:
    task = BUNDLED[slug]
    good = {solution.language for solution in task.solutions if solution.promise == "good"}
    wrong = [solution for solution in task.solutions if solution.promise == "wrong"]
    assert len(wrong) >= 4
    if task.kind == "sql":
        assert task.languages == ("sql",)
        return
    assert good >= set(PEOPLE)
    if task.kind == "project":
        assert good == set(task.projects)
    else:
        # starter code by hand: the languages that it is written in
        assert set(task.languages) >= (set(task.stubs) or CARRY_FUNCTIONS)
