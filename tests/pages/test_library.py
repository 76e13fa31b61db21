"""The library's pages: every task as a candidate would see it, its hidden side, and what does not load."""

from dataclasses import replace

import pytest

from server.core.task import Project, Task, TaskProblem
from tests.fakes import CANARY, SLOTS, FakeLibrary
from tests.pages.visitors import Town

ATTACK = "<script>alert(1)</script>"


class BrokenLibrary(FakeLibrary):
    def problems(self) -> list[TaskProblem]:
        return [TaskProblem("bad-task", "cases.yaml", 7, f"A case has no answer {ATTACK}.", "Add an “out” to it.")]


@pytest.fixture
def library() -> FakeLibrary:
    return BrokenLibrary()


async def test_the_library_lists_tasks_and_names_what_does_not_load_with_its_mend(town: Town) -> None:
    ida = await town.owner()
    assert "See what to mend" in ida.text
    await ida.opens("/tasks")
    assert 'href="/tasks/slots"' in ida.text
    assert "bad-task/cases.yaml:7" in ida.text
    assert "Add an “out” to it." in ida.text
    assert ATTACK not in ida.text


async def test_a_task_shows_what_the_candidate_reads_and_what_only_interviewers_do(town: Town) -> None:
    ida = await town.owner()
    assert await ida.opens("/tasks/slots") == 200
    candidate, hidden = ida.text.split("interviewers only")
    assert "Count the zeros in <strong>busy</strong>" in candidate
    assert "count_free(busy: list[int]) -&gt; int" in candidate
    assert CANARY not in candidate
    assert hidden.count(CANARY) >= 5, "guide, hidden cases, solutions and rubric"
    assert 'href="/interviews/new?task=slots"' in ida.text


async def test_a_project_lists_its_files_and_keeps_its_hidden_tests_on_the_interviewers_side(town: Town) -> None:
    library = town.house.tasks
    assert isinstance(library, FakeLibrary)
    text = f"def test_more():\n    assert '{CANARY} <b>'\n"
    project = Project("", ("app.py",), {"app.py": "x = 'begun'\n"}, {"test_app.py": "# seen\n"}, {"test_more.py": text})
    library._tasks["slots"] = replace(SLOTS, kind="project", hidden=(), projects={"python": project})
    ida = await town.owner()
    assert await ida.opens("/tasks/slots") == 200
    candidate, hidden = ida.text.split("interviewers only")
    assert "app.py" in candidate
    assert "test_app.py" in candidate
    assert CANARY not in candidate
    assert "test_more.py" in hidden
    assert f"{CANARY} &lt;b&gt;" in hidden
    assert "all there is to pass" not in hidden


@pytest.mark.parametrize("slug", ["none", "..%2fetc", "%3Cscript%3E"])
async def test_an_unknown_task_is_not_there(town: Town, slug: str) -> None:
    ida = await town.owner()
    assert await ida.opens(f"/tasks/{slug}") == 404


async def test_a_hostile_task_is_only_text(town: Town) -> None:
    library = town.house.tasks
    assert isinstance(library, FakeLibrary)
    part = replace(SLOTS.parts[0], statement=ATTACK, title=ATTACK)
    library._tasks["slots"] = replace(
        SLOTS, title=ATTACK, tags=(ATTACK,), parts=(part,), author=ATTACK, source=ATTACK, languages=("python", "cobol")
    )
    ida = await town.owner()
    for path in ("/tasks", "/tasks/slots", "/interviews/new"):
        assert await ida.opens(path) == 200
        assert ATTACK not in ida.text


async def test_an_empty_library_says_how_a_task_gets_there(town: Town) -> None:
    library = town.house.tasks
    assert isinstance(library, FakeLibrary)
    none: dict[str, Task] = {}
    library._tasks = none
    ida = await town.owner()
    await ida.opens("/tasks")
    assert "The library is empty" in ida.text
