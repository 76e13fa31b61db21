"""A small task of every kind, by hand."""

from dataclasses import replace
from typing import Any

from server.core.sent import CASES
from server.core.signature import VOID, parse_class
from server.core.task import ClassShape, Kind, Part, Project, Solution, Tables, Task
from tests.core.tasks import case, group, part, task

LINES = ["Desk(limit: int)", "lend(person: string, days: float?) -> bool", "give_back(items: list[bigint])"]
CALLS = ["Desk(1)", 'lend("Ida", 2) -> true', 'give_back(["7"])', 'lend("Cam", null)']


def shape() -> ClassShape:
    parsed = parse_class(LINES)
    assert isinstance(parsed, ClassShape), parsed
    return parsed


def of_kind(kind: Kind, **changed: Any) -> Task:
    """A task of this kind with one part."""
    signature = CASES[kind]
    only = Part(1, "One", "Do it.", signature, "start", shape() if kind == "class" else None)
    return task(parts=(only,), kind=kind, slug=kind, **changed)


def class_task(**changed: Any) -> Task:
    cases = (case("example-1", {"calls": CALLS}, [True]),)
    return of_kind("class", examples=cases, **changed)


def stdin_task(**changed: Any) -> Task:
    cases = (case("example-1", {"stdin": "3 4\n"}, "7\n"),)
    return of_kind("stdin", **{"examples": cases, "compare": "tokens", **changed})


def sql_task(**changed: Any) -> Task:
    cases = (case("example-1", {"seed": "INSERT INTO t VALUES (1);"}, {"columns": ["a"], "rows": [[1]]}),)
    good = (Solution("good.sql", "good", "sql", "SELECT a FROM t"),)
    facts = {"examples": cases, "compare": "rows", "schema": "CREATE TABLE t (a);", "solutions": good}
    return of_kind("sql", **{**facts, "tables": Tables(order=True, columns=False), **changed})


def project_task() -> Task:
    project = Project("pytest --junitxml=$REPORT", ("app.py",), {"app.py": "x = 1\n"}, {}, {"test_app.py": ""})
    return of_kind("project", projects={"python": project})


def in_place_task() -> Task:
    """`sort_all(items)` changes its argument and returns nothing."""
    first = part("sort_all(name: string, items: list[int]) -> int")
    first = replace(first, back=1, signature=replace(first.signature, returns=VOID))
    return task(parts=(first,), examples=(case("example-1", {"name": "x", "items": [2, 1]}, [1, 2]),))


def nodes_task() -> Task:
    first = part("grow(list: linked[int], of: list[tree[float]]) -> tree[int]")
    cases = (
        case("example-1", {"list": [1, 2], "of": [[1, None, 2, None], []]}, [3, None, None]),
        case("example-2", {"list": [], "of": []}, []),
    )
    return task(parts=(first,), examples=cases, hidden=(group("more", seeds=(1,)),))
