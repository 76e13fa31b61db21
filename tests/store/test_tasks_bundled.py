"""The bundled tasks load and are ready to interview with. That they prove themselves is for `greenroom tasks check`."""

from pathlib import Path

import pytest

from server.store.tasks import TaskFolders
from tests.core.tasks import JAVASCRIPT, PYTHON

TASKS = Path(__file__).parents[2] / "tasks"
LIBRARY = TaskFolders(TASKS, [PYTHON, JAVASCRIPT])
BUNDLED = {task.slug: task for task in LIBRARY.tasks()}


def test_the_three_bundled_tasks_load_and_leave_nothing_to_say() -> None:
    assert list(LIBRARY.problems()) == []
    assert sorted(BUNDLED) == ["alert-storms", "split-discount", "ticket-search"]
    assert [task.notes for task in BUNDLED.values()] == [(), (), ()]


@pytest.mark.parametrize("slug", BUNDLED)
def test_a_task_is_ready_to_interview_with(slug: str) -> None:
    task = BUNDLED[slug]
    assert len([case for case in task.examples if case.part == 1]) >= 3
    assert len(task.hidden) >= 4
    assert len(task.parts) == 2
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
    assert task.languages == ("python", "javascript")
    promises = [(solution.promise, solution.language) for solution in task.solutions]
    assert {("good", "python"), ("good", "javascript"), ("wrong", "javascript")} <= set(promises)
    assert promises.count(("wrong", "python")) >= 3
