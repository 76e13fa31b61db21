"""The bundled tasks load and are ready to interview with. That they prove themselves is for `greenroom tasks check`."""

from pathlib import Path

import pytest

from sandbox.languages import load_languages
from server.core.projects import count_of_tests
from server.core.words import stub_style
from server.store.tasks import TaskFolders

TASKS = Path(__file__).parents[2] / "tasks"
LIBRARY = TaskFolders(TASKS, [stub_style(language.data) for language in load_languages()])
BUNDLED = {task.slug: task for task in LIBRARY.tasks()}
KINDS = {
    "alert-storms": "function",
    "downtime": "stdin",
    "meter-invoices": "function",
    "open-invoices": "sql",
    "seat-holds": "class",
    "split-discount": "function",
    "ticket-search": "function",
    "waiting-list": "project",
}
CARRY_FUNCTIONS = {"python", "javascript", "typescript", "java", "cpp", "go", "rust", "ruby", "php", "kotlin", "swift"}


def test_the_bundled_tasks_load_and_leave_nothing_to_say() -> None:
    assert list(LIBRARY.problems()) == []
    assert {slug: task.kind for slug, task in BUNDLED.items()} == KINDS
    assert [note for task in BUNDLED.values() for note in task.notes] == []


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
    assert len(task.parts) == (2 if task.kind == "function" else 1)
    assert len(task.guide.hints) >= 3
    assert len(task.guide.follow_ups) >= 3
    assert len(task.guide.green_flags) >= 3
    assert len(task.guide.red_flags) >= 3
    assert task.guide.complexity
    assert all(len(levels) == 4 for levels in task.rubric.values())
    assert task.rubric
    assert 25 <= task.minutes <= 40
    assert task.skills
    assert task.tags
    assert (task.author, task.license) == ("Greenroom", "CC-BY-4.0")
    promises = [(solution.promise, solution.language) for solution in task.solutions]
    if task.kind == "project":
        assert promises.count(("wrong", "python")) >= 3
        return
    if task.kind == "sql":
        assert task.languages == ("sql",)
        assert promises.count(("wrong", "sql")) >= 3
        return
    carried = set(task.stubs) or CARRY_FUNCTIONS  # starter code by hand: the languages that it is written in
    assert set(task.languages) >= carried
    assert {("good", "python"), ("good", "javascript")} <= set(promises)
    assert {language for promise, language in promises if promise == "good"} & {"java", "cpp", "go"}
    assert promises.count(("wrong", "python")) >= 3
