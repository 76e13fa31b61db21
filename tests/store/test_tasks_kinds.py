"""Folders of every kind of task: what loads, and what an author who gets it wrong is told."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.contract import Validator
from server.core.frozen import freeze
from server.core.task import Tables, Task, TaskLimits, TaskProblem
from server.core.words import StubStyle
from server.store.tasks import TaskFolders
from tests.core.tasks import JAVASCRIPT, PYTHON
from tests.store.task_files import CASES, TASK, Files, write

SQL = StubStyle("sql", "sql", "snake", "", "", {})
LUA = StubStyle("lua", "lua", "snake", "", "", {}, programs=True)
STYLES = [replace(PYTHON, programs=True), replace(JAVASCRIPT, programs=True), LUA, SQL]

CLASS: Files = {
    "task.yaml": """\
title: A desk
kind: class
class:
  - "Desk(limit: int)"
  - "lend(person: string) -> bool"
  - "give_back(person: string)"
""",
    "cases.yaml": """\
examples:
  - calls: [Desk(1), 'lend("Ida") -> true']
hidden:
  - group: returns
    cases:
      - name: again
        calls:
          - Desk(1)
          - 'lend("Ida") -> true'
          - 'give_back("Ida")'
""",
}
STDIN: Files = {
    "task.yaml": "title: Sums\nkind: stdin\n",
    "cases.yaml": """\
examples:
  - in: |
      3 4
    out: |
      7
hidden:
  - group: edge
    cases:
      - {in: "", out: ""}
      - {in: "1 1"}
""",
}
TABLES: Files = {
    "task.yaml": "title: Names\nkind: sql\nsql: {order: true, columns: any}\n",
    "schema.sql": "CREATE TABLE item (name TEXT);\n",
    "cases.yaml": """\
examples:
  - seed: INSERT INTO item VALUES ('saw');
    out: {columns: [name], rows: [[saw]]}
hidden:
  - group: empty
    cases:
      - {seed: ""}
""",
    "solutions/good.py": None,
    "solutions/wrong-minus.py": None,
    "solutions/good.sql": "SELECT name FROM item ORDER BY name\n",
    "solutions/wrong-all.sql": "-- fails: empty\nSELECT 1\n",
}
PROJECT: Files = {
    "task.yaml": """\
title: Small changes
kind: project
project: {python: {run: "pytest --junitxml=$REPORT", open: [app.py]}}
""",
    "cases.yaml": None,
    "solutions/good.py": None,
    "solutions/wrong-minus.py": None,
    "files/python/app.py": "x = 1\n",
    "files/python/more.py": "",
    "tests/python/visible/test_app.py": "def test_x(): ...\n",
    "tests/python/hidden/test_more.py": "def test_y(): ...\n",
}


def library(root: Path, files: Files) -> TaskFolders:
    write(root, files=files)
    return TaskFolders(root, STYLES)


def load(root: Path, files: Files) -> Task:
    folders = library(root, files)
    assert list(folders.problems()) == []
    task = folders.task("add")
    assert task
    return task


def problems(root: Path, files: Files) -> list[TaskProblem]:
    return list(library(root, files).problems())


# What loads ---------------------------------------------------------------------------------------------------------


def test_a_class_task(tmp_path: Path) -> None:
    task = load(tmp_path, CLASS)
    assert (task.kind, task.languages, task.notes) == ("class", ("python", "javascript"), ())
    shape = task.parts[0].shape
    assert shape
    assert [method.name for method in shape.methods] == ["lend", "give_back"]
    assert task.examples[0].args == {"calls": ["Desk(1)", 'lend("Ida") -> true']}
    assert task.examples[0].expected == [True]
    assert (task.hidden[0].cases[0].name, task.hidden[0].cases[0].expected) == ("again", [True])


def test_a_class_task_with_two_classes(tmp_path: Path) -> None:
    head = 'title: T\nkind: class\nparts:\n  - class: ["A()", "b() -> int"]\n  - class: ["C()", "d() -> int"]\n'
    cases = "examples:\n  - calls: [A(), b() -> 1]\n  - {part: 2, calls: [C(), d() -> 1]}\nhidden: []\n"
    task = load(tmp_path, {"task.yaml": head, "cases.yaml": cases, "part-2.md": "More."})
    assert [part.shape.name for part in task.parts if part.shape] == ["A", "C"]


def test_a_stdin_task_is_for_every_language_that_runs_programs(tmp_path: Path) -> None:
    task = load(tmp_path, STDIN)
    assert (task.kind, task.compare, task.languages) == ("stdin", "tokens", ("python", "javascript", "lua"))
    assert (task.examples[0].args, task.examples[0].expected) == ({"stdin": "3 4\n"}, "7\n")
    given, missing = task.hidden[0].cases
    assert (given.args, given.expected, given.answer) == ({"stdin": ""}, "", "given")
    assert (missing.expected, missing.answer) == (None, "missing")


@pytest.mark.parametrize("compare", ["lines", "exact", "checker", "tokens"])
def test_programs_may_be_compared_in_other_ways(tmp_path: Path, compare: str) -> None:
    head = f"title: Sums\nkind: stdin\ncompare: {compare}\n"
    files = {**STDIN, "task.yaml": head, "checker.py": "def check(input, expected, got): return True\n"}
    task = load(tmp_path, files)
    assert task.compare == compare
    assert task.checker.startswith("def check")
    told = [] if compare == "checker" else ["compare is not checker, so this file is not used."]
    assert [note.what for note in task.notes] == told


def test_a_stdin_task_with_files_for_cases(tmp_path: Path) -> None:
    files: Files = {
        **STDIN,
        "cases.yaml": None,
        "data/sample/1.in": "1 2\n",
        "data/sample/1.ans": "3\n",
        "data/secret/01-small.in": "2 2\n",
        "data/secret/01-small.ans": "4\n",
        "data/secret/large/a.in": "5 5\n",
        "data/secret/large/a.ans": "10\n",
        "data/secret/large/b.in": "6 6\n",
        "data/secret/large/test_group.yaml": "max_score: 1\n",
    }
    task = load(tmp_path, files)
    assert [(case.id, case.name, case.expected) for case in task.examples] == [("example-1", "1", "3\n")]
    assert [(group.name, [(case.id, case.answer) for case in group.cases]) for group in task.hidden] == [
        ("secret", [("secret-1", "given")]),
        ("large", [("large-1", "given"), ("large-2", "missing")]),
    ]
    assert task.notes == ()


def test_files_and_cases_together(tmp_path: Path) -> None:
    files: Files = {**STDIN, "data/sample/x.in": "1", "data/sample/x.ans": "1", "data/secret/more/y.in": "2"}
    task = load(tmp_path, files)
    assert [case.id for case in task.examples] == ["example-1", "example-2"]
    assert [group.name for group in task.hidden] == ["edge", "more"]


def test_an_sql_task_is_for_sql_alone(tmp_path: Path) -> None:
    task = load(tmp_path, TABLES)
    assert (task.kind, task.compare, task.languages) == ("sql", "rows", ("sql",))
    assert task.tables == Tables(order=True, columns=False)
    assert task.schema == "CREATE TABLE item (name TEXT);\n"
    assert task.examples[0].expected == {"columns": ["name"], "rows": [["saw"]]}
    assert (task.hidden[0].cases[0].args, task.hidden[0].cases[0].answer) == ({"seed": ""}, "missing")


def test_a_project_task_is_read_with_its_files_and_tests(tmp_path: Path) -> None:
    task = load(tmp_path, PROJECT)
    assert (task.kind, task.languages, task.examples, task.solutions) == ("project", ("python",), (), ())
    assert [note.what for note in task.notes] == ["There are no solutions, so nothing shows that the tests are right."]
    project = task.projects["python"]
    assert (project.run, project.open) == ("pytest --junitxml=$REPORT", ("app.py",))
    assert project.files == {"app.py": "x = 1\n", "more.py": ""}
    assert list(project.visible) == ["test_app.py"]
    assert list(project.hidden) == ["test_more.py"]


def test_a_project_whose_tests_reach_through_the_wall_needs_no_command(tmp_path: Path) -> None:
    head = PROJECT["task.yaml"]
    assert isinstance(head, str)
    files = {**PROJECT, "task.yaml": head.replace('run: "pytest --junitxml=$REPORT", ', "")}
    assert [problem.what for problem in problems(tmp_path / "beside", files)] == [
        "project, python: nothing says how the tests run."
    ]
    walled = "from candidate import x\n\ndef test_x(): assert x == 1\n"
    task = load(tmp_path / "walled", {**files, "tests/python/visible/test_app.py": walled})
    assert task.projects["python"].run == ""


def test_a_project_may_have_folders_but_not_behind_the_wall(tmp_path: Path) -> None:
    task = load(tmp_path / "beside", {**PROJECT, "files/python/lib/more.py": "z = 1\n"})
    assert task.projects["python"].files["lib/more.py"] == "z = 1\n"
    walled = "from candidate import x\n\ndef test_x(): assert x == 1\n"
    files = {**PROJECT, "files/python/lib/more.py": "", "tests/python/visible/test_app.py": walled}
    (found,) = problems(tmp_path / "walled", files)
    assert (found.what, found.mend.split(" whose")[0]) == (
        "lib/more.py lies in a folder of its own.",
        "Put the files of a project",
    )


def test_what_cannot_be_a_projects_file_is_said(tmp_path: Path) -> None:
    found = problems(tmp_path, {**PROJECT, "files/python/two words.py": "", "files/python/test_app.py": ""})
    assert [each.what.partition(":")[0] for each in found] == [
        "two words.py cannot be a file of a project",
        "test_app.py is a file and a test.",
    ]
    many: Files = {f"files/python/f{n}.py": "" for n in range(40)}
    (found_many,) = problems(tmp_path / "many", {**PROJECT, **many})
    assert found_many.what == "There are 43 files to see; the most is 40."


def test_files_that_nobody_changes_are_named_in_the_task(tmp_path: Path) -> None:
    head = PROJECT["task.yaml"]
    assert isinstance(head, str)
    files = {**PROJECT, "task.yaml": head.replace("open: [app.py]", "open: [app.py], read_only: [more.py]")}
    assert load(tmp_path / "one", files).projects["python"].fixed == ("more.py",)
    files = {**PROJECT, "task.yaml": head.replace("open: [app.py]", "open: [app.py], read_only: [gone.py]")}
    (found,) = problems(tmp_path / "two", files)
    assert found.what == "project, python: there is no file 'gone.py' that is read only."


def test_a_projects_solution_may_be_a_folder(tmp_path: Path) -> None:
    mine: Files = {
        "solutions/good.py/more.py": "y = 1\n",
        "solutions/good.py/app.py": "x = 2\n",
        "solutions/wrong-y.py/more.py": "# fails: examples\n",
    }
    good, wrong = load(tmp_path / "both", {**PROJECT, **mine}).solutions
    assert (good.file, good.source, good.files) == ("good.py", "x = 2\n", {"app.py": "x = 2\n", "more.py": "y = 1\n"})
    assert (wrong.file, wrong.source) == ("wrong-y.py", "x = 1\n")
    odd: Files = {"solutions/fine.py/app.py": "", "solutions/good.cob/app.cob": ""}
    found = problems(tmp_path / "odd", {**PROJECT, **odd})
    assert [each.what for each in found] == [
        "The name does not say what the solution promises.",
        "This project has no language whose files end in .cob.",
    ]


def test_an_answer_in_an_argument_has_the_type_of_the_argument(tmp_path: Path) -> None:
    head = 'title: T\nkind: function\nsignature: "f(a: int, b: list[int]) -> void"\ncompare: {in_place: b}\n'
    cases = "examples:\n  - {in: {a: 1, b: [2, 1]}, out: [1, 2]}\nhidden: []\n"
    task = load(tmp_path, {"task.yaml": head, "cases.yaml": cases})
    assert (task.compare, task.parts[0].back) == ("exact", 1)
    wrong = cases.replace("out: [1, 2]", "out: 5")
    (problem,) = problems(tmp_path / "again", {"task.yaml": head, "cases.yaml": wrong})
    assert "expected a list (list[int])" in problem.what


def test_limits_are_the_authors_else_those_that_were_measured(tmp_path: Path) -> None:
    lock = json.dumps({"time": 2, "languages": {"python": 3.5}})
    measured = load(tmp_path, {".lock/limits.json": lock})
    assert measured.limits == TaskLimits(2.0, by_language={"python": 3.5}, origin="measured")
    own = load(tmp_path / "own", {"task.yaml": TASK + "limits: {time: 1}\n", ".lock/limits.json": lock})
    assert own.limits == TaskLimits(1.0, origin="author")
    memory = load(tmp_path / "memory", {"task.yaml": TASK + "limits: {memory: 64}\n", ".lock/limits.json": lock})
    assert (memory.limits.time, memory.limits.memory) == (2.0, 64)
    assert load(tmp_path / "none", {}).limits.origin == "default"
    assert measured.digest == load(tmp_path / "digest", {}).digest


def test_kept_answers_fill_the_cases_that_have_none(tmp_path: Path) -> None:
    open_task = load(tmp_path, STDIN)
    missing = open_task.hidden[0].cases[1]
    lock = json.dumps(freeze([replace(missing, expected="2\n")]))
    task = load(tmp_path / "kept", {**STDIN, ".lock/expected.json": lock})
    assert (task.hidden[0].cases[1].expected, task.hidden[0].cases[1].answer) == ("2\n", "frozen")
    assert task.hidden[0].cases[0] == open_task.hidden[0].cases[0]


@pytest.mark.parametrize(
    ("file", "text", "what"),
    [
        ("limits.json", "{", "The file cannot be read."),
        ("limits.json", "[]", "The file cannot be read."),
        ("limits.json", '{"time": "2", "languages": {}}', "The file does not hold limits."),
        ("limits.json", '{"time": 2, "languages": {"python": 900}}', "The file does not hold limits."),
        ("limits.json", '{"time": 2}', "The file does not hold limits."),
        ("expected.json", "{", "The file cannot be read."),
    ],
)
def test_a_lock_that_is_broken_is_told_and_left_alone(tmp_path: Path, file: str, text: str, what: str) -> None:
    (note,) = load(tmp_path, {f".lock/{file}": text}).notes
    assert (note.file, note.what) == (f".lock/{file}", what)
    assert "greenroom tasks check" in note.mend


def test_what_a_case_reveals_and_what_time_a_group_has_is_kept(tmp_path: Path) -> None:
    cases = CASES.replace("edge", "edge\n    time: 3").replace("zeros", "zeros, reveal: all")
    (group,) = load(tmp_path, {"cases.yaml": cases}).hidden
    assert (group.time, group.cases[0].reveal) == (3.0, "all")


def test_a_solution_in_a_language_that_cannot_carry_the_task_is_left_alone(tmp_path: Path) -> None:
    (note,) = load(tmp_path, {"solutions/good.lua": "x"}).notes
    assert (note.file, note.what) == ("solutions/good.lua", "lua cannot carry this task.")


# What is wrong ------------------------------------------------------------------------------------------------------


def yaml(kind: Files, file: str, old: str, new: str) -> Files:
    text = kind[file]
    assert isinstance(text, str)
    assert old in text
    return {**kind, file: text.replace(old, new)}


WRONG: list[tuple[Files, str, int, str, str]] = [
    (yaml(CLASS, "task.yaml", '"Desk(', '"desk('), "task.yaml", 4, "'desk' is not a class's name", "RateLimiter"),
    (yaml(CLASS, "task.yaml", "-> bool", "-> boolean"), "task.yaml", 5, "the type 'boolean' is unknown", "mean bool?"),
    (yaml(CLASS, "task.yaml", '"lend(person: string) -> bool"', "5"), "task.yaml", 5, "a line is not text", "quotes"),
    (yaml(CLASS, "task.yaml", "kind: class", "kind: class\nsignature: x"), "task.yaml", 3, "belongs to", "Remove it"),
    (yaml(CLASS, "task.yaml", "kind: class", "kind: class\nclass: []"), "task.yaml", 4, "for the second time", "Keep"),
    ({**CLASS, "task.yaml": "title: T\nkind: class\nclass: []\n"}, "task.yaml", 3, "no constructor", "Write both"),
    ({**CLASS, "task.yaml": "title: T\nkind: class\nclass: 5\n"}, "task.yaml", 3, "expected a list", "square"),
    (
        {**CLASS, "task.yaml": 'title: T\nkind: class\nclass: ["A()"' + ', "b()"' * 30 + "]\n"},
        "task.yaml",
        3,
        "there are 31 lines",
        "under 30",
    ),
    (yaml(CLASS, "task.yaml", "kind: class", "kind: class\ncompare: tokens"), "task.yaml", 3, "none of its", "exact"),
    (yaml(CLASS, "cases.yaml", "Desk(1),", "Dsk(1),"), "cases.yaml", 2, "call 1: the first call is Dsk", "Desk(...)"),
    (
        yaml(CLASS, "cases.yaml", "'give_back(\"Ida\")'", "sell()"),
        "cases.yaml",
        10,
        "call 3: there is no method 'sell'",
        "lend, give_back",
    ),
    (yaml(CLASS, "cases.yaml", "Desk(1),", "5,"), "cases.yaml", 2, "a call: expected text", "double quotes"),
    (yaml(CLASS, "cases.yaml", " -> true']", "']"), "cases.yaml", 2, "No call is checked.", "get(1) -> 2"),
    (yaml(CLASS, "cases.yaml", "- calls: [Desk(1), 'lend", "- in: [Desk(1), 'lend"), "cases.yaml", 2, "'in'", "calls"),
    (yaml(CLASS, "cases.yaml", "[Desk(1), 'lend(\"Ida\") -> true']", "[]"), "cases.yaml", 2, "no call", "Desk(...)"),
    (
        {
            **CLASS,
            "task.yaml": 'title: T\nkind: class\nparts:\n  - class: ["A()", "b()"]\n  - class: ["A()", "c()"]\n',
            "part-2.md": "x",
        },
        "task.yaml",
        5,
        "classes of the same name",
        "its own name",
    ),
    (yaml(STDIN, "task.yaml", "kind: stdin", "kind: stdin\nsignature: x"), "task.yaml", 3, "belongs to", "Remove it"),
    (yaml(STDIN, "task.yaml", "stdin", "stdin\ncompare: unordered"), "task.yaml", 3, "none of its values", "tokens"),
    (yaml(STDIN, "task.yaml", "stdin", "stdin\ncompare: {any_of: true}"), "task.yaml", 3, "'any_of'", "tolerance"),
    (yaml(STDIN, "task.yaml", "stdin", "stdin\ncompare: checker"), "checker.py", 0, "The file is missing", "check("),
    (yaml(STDIN, "task.yaml", "stdin", "stdin\nlanguages: [sql]"), "task.yaml", 3, "no way to run a program", "Remove"),
    (yaml(STDIN, "task.yaml", "stdin", "stdin\nproject: {}"), "task.yaml", 3, "kind project", "kind stdin"),
    (yaml(STDIN, "cases.yaml", "|\n      3 4", "5"), "cases.yaml", 2, "in: expected text, found the number 5", "a |"),
    (yaml(STDIN, "cases.yaml", 'out: ""', "out: 7"), "cases.yaml", 9, "out: expected text, found the number 7", "a |"),
    (yaml(STDIN, "cases.yaml", "    out: |\n      7\n", ""), "cases.yaml", 2, "The key 'out' is missing.", "a |"),
    ({**STDIN, "data/sample/1.in": "x"}, "data/sample/1.ans", 0, "The file is missing.", "should print"),
    ({**STDIN, "data/secret/1.ans": "x"}, "data/secret/1.ans", 0, "There is no .in file", "1.in"),
    ({**STDIN, "data/secret/edge/1.in": "x"}, "data/secret/edge/", 0, "a group called 'edge' as well", "Rename"),
    ({**STDIN, "data/secret/1.in": b"\xff"}, "data/secret/1.in", 1, "not UTF-8", "Save it as UTF-8"),
    ({**TABLES, "schema.sql": None}, "schema.sql", 0, "The tables are missing.", "CREATE TABLE"),
    (yaml(TABLES, "task.yaml", "order: true", "ordr: true"), "task.yaml", 3, "'ordr' is unknown", "order?"),
    (yaml(TABLES, "task.yaml", "order: true", "order: yes"), "task.yaml", 3, "order: expected true or false", "true"),
    (yaml(TABLES, "task.yaml", "order: true", "engine: postgres"), "task.yaml", 3, "only SQLite runs", "sqlite"),
    (yaml(TABLES, "task.yaml", "{order: true, columns: any}", "5"), "task.yaml", 3, "sql: Expected keys", "key: value"),
    (
        yaml(TABLES, "task.yaml", "sql: {", "compare: exact\nsql: {"),
        "task.yaml",
        3,
        "compare: has no meaning",
        "Remove",
    ),
    (yaml(TABLES, "task.yaml", "sql: {", "languages: [python]\nsql: {"), "task.yaml", 3, "has no tables", "Remove"),
    (yaml(TABLES, "cases.yaml", "rows: [[saw]]", "row: [[saw]]"), "cases.yaml", 3, "expected columns and rows", "rows"),
    (yaml(TABLES, "cases.yaml", "rows: [[saw]]", "rows: [[saw, 1]]"), "cases.yaml", 3, "out.rows[0]", "each column"),
    (yaml(TABLES, "cases.yaml", '{seed: ""}', "{seed: [1]}"), "cases.yaml", 7, "seed: expected text", "below a |"),
    (yaml(TABLES, "cases.yaml", '{seed: ""}', "{name: x}"), "cases.yaml", 7, "The key 'seed' is missing.", "INSERT"),
    ({**TABLES, "solutions/good.sql": None}, "solutions/", 0, "There is no good solution.", "solutions/good.sql"),
    (yaml(PROJECT, "task.yaml", "open: [app.py]", "open: []"), "task.yaml", 3, "no file to open", "[app.py]"),
    (yaml(PROJECT, "task.yaml", "[app.py]", "[main.py]"), "task.yaml", 3, "no file 'main.py' to open", "files/python/"),
    (yaml(PROJECT, "task.yaml", " --junitxml=$REPORT", ""), "task.yaml", 3, "to $REPORT", "--junitxml=$REPORT"),
    (yaml(PROJECT, "task.yaml", "python:", "pyton:"), "task.yaml", 3, "'pyton' is unknown", "python?"),
    (yaml(PROJECT, "task.yaml", 'run: "pytest --junitxml=$REPORT", ', ""), "task.yaml", 3, "how the tests run", "run:"),
    ({**PROJECT, "task.yaml": "title: T\nkind: project\n"}, "task.yaml", 1, "'project' is missing", "junitxml"),
    (
        {**PROJECT, "tests/python/visible/test_app.py": None, "tests/python/hidden/test_more.py": None},
        "tests/python/",
        0,
        "There are no tests.",
        "hidden/",
    ),
    ({"task.yaml": TASK + "compare: checker\n"}, "checker.py", 0, "compare: checker asks it", "check(input, expected"),
    ({"cases.yaml": CASES.replace("zeros", "zeros, reveal: some")}, "cases.yaml", 7, "reveal: the text 'some'", "name"),
    ({"cases.yaml": CASES.replace("edge", "edge\n    time: 0")}, "cases.yaml", 6, "time is the number 0", "0.05"),
]


@pytest.mark.parametrize(("files", "file", "line", "what", "mend"), WRONG, ids=range(len(WRONG)))
def test_a_mistake_is_told_with_file_line_and_mend(
    tmp_path: Path, files: Files, file: str, line: int, what: str, mend: str
) -> None:
    found = problems(tmp_path, files)
    matching = [problem for problem in found if what in problem.what]
    assert matching, found
    assert (matching[0].file, matching[0].line) == (file, line)
    assert mend in matching[0].mend


def test_there_must_be_some_case(tmp_path: Path) -> None:
    files: Files = {**STDIN, "cases.yaml": None, "data/secret/notes.txt": "nothing"}
    assert [problem.what for problem in problems(tmp_path, files)] == ["There is no case."]


def test_no_language_may_be_left(tmp_path: Path) -> None:
    write(tmp_path, files=TABLES)
    folders = TaskFolders(tmp_path, [PYTHON])
    assert "No language here can carry a task of kind sql." in [problem.what for problem in folders.problems()]


def test_a_folder_of_secret_cases_keeps_what_cases_yaml_says_of_it(tmp_path: Path) -> None:
    said = "hidden:\n  - {group: large, weight: 5, hint: Think big.}\n"
    files: Files = {**STDIN, "cases.yaml": said, "data/sample/1.in": "1 2\n", "data/sample/1.ans": "3\n"}
    files |= {"data/secret/large/a.in": "5 5\n", "data/secret/large/a.ans": "10\n"}
    task = load(tmp_path, files)
    assert [(group.name, group.weight, group.hint, len(group.cases)) for group in task.hidden] == [
        ("large", 5.0, "Think big.", 1)
    ]
    wrong = problems(tmp_path, {**files, "cases.yaml": said.replace("large", "huge")})
    assert [problem.what for problem in wrong] == ["hidden group 1: There are neither cases: nor generate:."]


def test_a_validator_needs_a_program_that_runs_here(tmp_path: Path) -> None:
    head = STDIN["task.yaml"]
    assert isinstance(head, str)
    files: Files = {
        **STDIN,
        "task.yaml": f"{head}compare: checker\n",
        "validator/a.lua": "os.exit(42)",
        "validator/b": "x",
    }
    task = load(tmp_path, files)
    assert task.validator == Validator("lua", "os.exit(42)", {"b": "x"})
    (wrong,) = problems(tmp_path / "other", {**files, "validator/a.lua": None, "validator/a.zig": "x"})
    assert (wrong.file, wrong.what) == ("validator/", "There is no program in a language that runs here.")
