"""The library's pages: every task as a candidate would see it, its hidden side, and what does not load."""

import re
from dataclasses import replace

import pytest

from server.core.task import Project, Task, TaskProblem
from tests.fakes import CANARY, SLOTS, FakeLibrary
from tests.pages.visitors import Town

ATTACK = "<script>alert(1)</script>"


class BrokenLibrary(FakeLibrary):
    broken = 1
    folders = 1

    def problems(self) -> list[TaskProblem]:
        what = f"A case has no answer {ATTACK}."
        slugs = ["bad-task", *(f"bad-{number}" for number in range(1, self.folders))]
        return [
            TaskProblem(slug, "cases.yaml", 7, what, "Add an “out” to it.")
            for slug in slugs
            for _ in range(self.broken)
        ]


@pytest.fixture
def library() -> FakeLibrary:
    return BrokenLibrary()


async def test_the_library_lists_tasks_and_names_what_does_not_load_with_its_mend(town: Town) -> None:
    ida = await town.owner()
    assert "See what to mend" in ida.text
    await ida.opens("/tasks")
    assert 'href="/tasks/slots"' in ida.text
    assert "<strong>bad-task</strong>" in ida.text
    assert "<code>cases.yaml:7</code>" in ida.text
    assert ida.text.count('href="/tasks/bad-task/edit"') == 1
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


@pytest.mark.parametrize(
    ("hidden", "said"),
    [
        ({"python": 1}, "1"),
        ({"python": 1, "javascript": 1}, "1 in each language"),
        ({"python": 2, "javascript": 1}, "2 in Python 3.13, 1 in JavaScript (Node 20)"),
    ],
)
async def test_the_hidden_tests_of_a_project_are_counted_by_language(
    town: Town, hidden: dict[str, int], said: str
) -> None:
    library = town.house.tasks
    assert isinstance(library, FakeLibrary)
    endings = {"python": ("test_{}.py", "def test_{}(): pass"), "javascript": ("{}.test.js", "test('{}', () => {{}})")}
    projects = {
        language: Project("", (), {}, {}, {name.format(at): text.format(at) for at in range(hidden[language])})
        for language, (name, text) in endings.items()
        if language in hidden
    }
    library._tasks["slots"] = replace(SLOTS, kind="project", hidden=(), projects=projects)
    ida = await town.owner()
    assert await ida.opens("/tasks/slots") == 200
    (found,) = re.findall(r'Hidden tests <span class="number">(.+?)</span>', ida.text)
    assert found == said


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


# Finding (SPEC: L3) ---------------------------------------------------------------------------------------------------


def many(town: Town, count: int = 60) -> FakeLibrary:
    """A library of so many tasks, one of them retired, one leaked."""
    library = town.house.tasks
    assert isinstance(library, FakeLibrary)
    for number in range(1, count):
        library.put(replace(SLOTS, slug=f"task-{number:02}", title=f"Task {number:02}"))
    library.put(replace(SLOTS, slug="task-01", title="Task 01", status="retired"))
    library.put(replace(SLOTS, slug="task-02", title="Task 02", status="leaked", skills=("care & cost",)))
    return library


async def test_filters_are_an_address_that_others_can_open(town: Town) -> None:
    many(town)
    ida = await town.owner()
    assert await ida.opens("/tasks?words=&skill=care+%26+cost&level=") == 200
    assert ida.page.url.raw_path == b"/tasks?skill=care+%26+cost"
    assert 'href="/tasks/task-02"' in ida.text
    assert 'href="/tasks/task-03"' not in ida.text
    assert "1 of 60 tasks" in ida.text


async def test_a_long_list_comes_in_pages(town: Town) -> None:
    many(town)
    ida = await town.owner()
    await ida.opens("/tasks")
    assert "page 1 of 2" in ida.text
    assert 'rel="next" href="/tasks?page=2"' in ida.text
    await ida.opens("/tasks?page=2")
    assert 'rel="prev" href="/tasks"' in ida.text
    assert 'href="/tasks/task-59"' in ida.text


async def test_what_is_retired_is_a_press_away(town: Town) -> None:
    many(town)
    ida = await town.owner()
    await ida.opens("/tasks")
    assert 'href="/tasks/task-01"' not in ida.text
    assert "1 retired task is not shown" in ida.text
    await ida.opens("/tasks?status=all&words=task+01")
    assert 'href="/tasks/task-01"' in ida.text


async def test_where_nothing_fits_the_way_back_is_shown(town: Town) -> None:
    many(town)
    ida = await town.owner()
    await ida.opens("/tasks?words=nothing+has+this")
    assert "No task is like this" in ida.text
    await ida.opens("/tasks?words=task+01")
    assert "There is only 1 retired one." in ida.text


async def test_only_the_first_problems_of_the_first_folders_are_listed(town: Town) -> None:
    library = town.house.tasks
    assert isinstance(library, BrokenLibrary)
    library.broken, library.folders = 5, 12
    ida = await town.owner()
    await ida.opens("/tasks")
    assert ida.text.count("A case has no answer") == 3 * 10
    assert ida.text.count("And 2 more.") == 10
    assert "And 2 more: <code>greenroom doctor</code>" in ida.text
