"""The library of tasks on disk: what loads, what is read again, and what a stranger's folder cannot do."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from server.core.task import Generate, HiddenGroup, Leaked, TaskCase, TaskLimits
from server.core.workshop import MAX_FILE
from server.live.ports import TaskLibrary
from server.store.tasks import TaskFolders
from tests.core.tasks import JAVASCRIPT, PYTHON
from tests.store.task_files import CASES, TASK, Files, library, problems_of, task_of, wholes, write

EXAMPLES = Path(__file__).parents[3] / "shared" / "example-tasks"


def read(root: Path) -> tuple[list[str], list[str]]:
    """The slugs that load, and the files with problems."""
    folders: TaskLibrary = library(root)
    return [task.slug for task in folders.tasks()], [f"{each.slug}/{each.file}" for each in folders.problems()]


# What loads ---------------------------------------------------------------------------------------------------------


def test_the_smallest_task_loads_with_every_default(tmp_path: Path) -> None:
    task = task_of(tmp_path)
    assert (task.slug, task.title, task.difficulty, task.minutes) == ("add", "Add two numbers", "medium", 30)
    assert task.languages == ("python", "javascript")
    assert [(part.number, part.title, part.statement, part.unlock) for part in task.parts] == [
        (1, "Add two numbers", "Add them.\n", "start")
    ]
    assert task.examples == (TaskCase("example-1", "example 1", 1, {"a": 1, "b": 2}, 3),)
    zeros = TaskCase("edge-1", "zeros", 1, {"a": 0, "b": 0}, 0)
    assert task.hidden == (HiddenGroup("edge", 1, 1.0, "all", (zeros,)),)
    assert (task.compare, task.limits, task.feedback) == ("exact", TaskLimits(), "count")
    assert [(each.promise, each.file, each.language) for each in task.solutions] == [
        ("good", "good.py", "python"),
        ("wrong", "wrong-minus.py", "python"),
    ]
    assert (task.generator, task.stubs, task.rubric, task.guide.text, task.notes) == ("", {}, {}, "", ())


FULL = """\
title: Two parts
kind: function
parts:
  - signature: "f(a: float) -> float"
  - title: The second
    signature: "g(b: string) -> list[string]"
    unlock: start
  - signature: "h() -> bool"
difficulty: hard
minutes: 45
tags: [numbers]
skills: ["care", 'patience']
languages: [javascript, python]
compare: {tolerance: 1e-6}
limits: {time: 1.5, memory: 128, output: 32, javascript: 0.5}
author: Ida
license: CC0-1.0
source: Thought up on a walk.
imported: {from: kattis, id: walk, commit: abc}
"""
FULL_CASES = """\
examples:
  - {name: half, part: 1, in: {a: 0.5}, out: 1, note: Twice as much.}
  - {part: 2, in: {b: &b no}, out: [*b, on, 10:30, 2024-01-02]}
hidden:
  - group: Big ones!
    weight: 2
    score: each
    hint: Think *big*.
    cases:
      - {in: {a: -1e300}, out: 2, hint: "Really?"}
    generate: {seeds: [3, 4], n: 10, words: [a, 1, null]}
  - group: third
    part: 3
    cases: [{in: {}, out: true}]
"""


def test_everything_that_a_task_can_say_is_kept(tmp_path: Path) -> None:
    task = task_of(
        tmp_path,
        {
            "task.yaml": FULL,
            "cases.yaml": FULL_CASES,
            "part-2.md": "Second.",
            "part-3.md": "Third.",
            "guide.md": "## Hints\n- One\n",
            "rubric.yaml": "code: {1: a, 2: b, 3: c, 4: d}\n",
            "gen.py": "def generate(seed, n, words): ...\n",
            "stubs/python.py": "# own stub\n",
            "solutions/good.js": "",
            "solutions/slow.py": "",
            "solutions/crash-stack.py": "",
        },
    )
    assert [(part.title, part.unlock, part.statement) for part in task.parts] == [
        ("Two parts", "start", "Add them.\n"),
        ("The second", "start", "Second."),
        ("Part 3", "interviewer", "Third."),
    ]
    assert task.notes == ()
    assert (task.difficulty, task.minutes, task.tags, task.skills) == ("hard", 45, ("numbers",), ("care", "patience"))
    assert task.languages == ("javascript", "python")
    assert (task.compare, task.tolerance) == ("tolerance", 1e-6)
    assert task.limits == TaskLimits(1.5, 128, 32, {"javascript": 0.5}, "author")
    assert (task.author, task.license, task.source) == ("Ida", "CC0-1.0", "Thought up on a walk.")
    assert task.examples[0].note == "Twice as much."
    assert task.examples[1].args == {"b": "no"}
    assert task.examples[1].expected == ["no", "on", "10:30", "2024-01-02"]
    big, third = task.hidden
    assert (big.weight, big.score, big.hint) == (2.0, "each", "Think *big*.")
    assert big.generate == Generate((3, 4), {"n": 10, "words": ["a", 1, None]})
    assert (big.cases[0].id, big.cases[0].name, big.cases[0].hint) == ("big-ones-1", "case 1", "Really?")
    assert (third.part, third.cases[0].args, third.cases[0].expected) == (3, {}, True)
    assert task.guide.hints == ("One",)
    assert task.rubric == {"code": {1: "a", 2: "b", 3: "c", 4: "d"}}
    assert task.stubs == {"python": "# own stub\n"}
    assert [solution.file for solution in task.solutions] == [
        "good.js", "good.py", "wrong-minus.py", "slow.py", "crash-stack.py",
    ]  # fmt: skip


def test_answers_may_come_in_any_order(tmp_path: Path) -> None:
    assert task_of(tmp_path, {"task.yaml": TASK + "compare: unordered\n"}).compare == "unordered"
    assert task_of(tmp_path, {"task.yaml": TASK + "compare: exact\n"}).compare == "exact"


def test_cases_may_be_json_with_the_same_meaning(tmp_path: Path) -> None:
    cases = {
        "examples": [{"in": {"b": 2, "a": 1}, "out": 3, "note": "tab\t\u00e9\U0001f600"}],
        "hidden": [{"group": "edge", "cases": [{"name": "zeros", "in": {"a": 0, "b": 0}, "out": 0}]}],
    }
    text = json.dumps(cases, indent="\t")
    task = task_of(tmp_path, {"cases.yaml": None, "cases.json": text})
    assert list(task.examples[0].args.items()) == [("a", 1), ("b", 2)]
    assert task.examples[0].note == "tab\t\u00e9\U0001f600"
    assert task.hidden == task_of(tmp_path / "again").hidden


JSON_MISTAKES = [
    ('{\n"examples": [],\n}', 3, "Expected a key in double quotes, found '}'.", "no comma after the last value"),
    ("[1\n2]", 2, "Expected ',' or ']', found '2'.", "Write JSON"),
    ('{"a": 1,\n"a": 2}', 2, "The key 'a' is here for the second time; the first is in line 1.", "Keep one"),
    ('{"a" 1}', 1, "Expected ':', found '1'.", "Write JSON"),
    ('{"a": True}', 1, "Expected a value, found 'True'.", "Write JSON"),
    ('{"a": NaN}', 1, "Expected a value, found 'NaN'.", "Write JSON"),
    ('{"a": 012}', 1, "Expected a value, found '012'.", "Write JSON"),
    ("// no\n{}", 1, "Expected a value, found '/'.", "no comments"),
    ("", 1, "Expected a value, found the end of the file.", "Write JSON"),
    ("{}\n{}", 2, "Expected the end of the file, found '{'.", "Write JSON"),
    ('{"a": "open\n"}', 1, "A text that begins here is not closed in its line.", "\\n for a new line"),
    ('{"a": "\\q"}', 1, "A \\ begins an escape that JSON does not know.", "Write \\\\"),
    ('{"a": "\\ud800"}', 1, "half a character", "Write the character itself."),
    ('{"a": 1e999}', 1, "larger than a float can be", "smaller"),
    ("[" * 200, 1, "nested more than 100 deep", "flatter"),
    ('{"examples": [\n{"in": {"a": 1, "b": "x"},\n"out": 3}]}', 2, "example 1: b: expected a whole number", "quotes"),
    ('{"examples": [\n\n{"in": {"a": 1, "b": 2}, "outt": 3}]}', 3, "example 1: The key 'outt' is unknown.", "out?"),
]


@pytest.mark.parametrize(("text", "line", "what", "mend"), JSON_MISTAKES, ids=range(len(JSON_MISTAKES)))
def test_json_that_is_wrong_gets_the_same_messages(tmp_path: Path, text: str, line: int, what: str, mend: str) -> None:
    problem = problems_of(tmp_path, {"cases.yaml": None, "cases.json": text})[0]
    assert (problem.file, problem.line) == ("cases.json", line)
    assert what in problem.what
    assert mend in problem.mend


def test_a_long_beyond_doubles_leaves_javascript_out_and_says_so(tmp_path: Path) -> None:
    head = 'title: T\nkind: function\nsignature: "f(a: long) -> long"\n'
    cases = "examples:\n  - {in: {a: 9007199254740993}, out: 0}\nhidden: []\n"
    task = task_of(tmp_path, {"task.yaml": head, "cases.yaml": cases})
    assert task.languages == ("python",)
    note = next(note for note in task.notes if note.file == "task.yaml")
    assert note.what == "javascript is left out: it cannot hold the whole numbers in line 2 of the cases."
    asked = head + "languages: [javascript]\n"
    problem = problems_of(tmp_path, {"task.yaml": asked, "cases.yaml": cases})[0]
    assert (problem.line, problem.what) == (4, "No language can hold the whole numbers of the cases.")


def test_a_type_that_a_language_lacks_leaves_it_out(tmp_path: Path) -> None:
    head = 'title: T\nkind: function\nsignature: "f(a: bigint) -> int"\n'
    cases = 'examples:\n  - {in: {a: "123456789012345678901234567890"}, out: 0}\nhidden: []\n'
    files = {"task.yaml": head, "cases.yaml": cases}
    assert task_of(tmp_path, {**files}).languages == ("python",)
    only_javascript = TaskFolders(tmp_path, [JAVASCRIPT])
    assert [problem.what for problem in only_javascript.problems()] == [
        "There is no good solution.",
        "No language has all types of the signature.",
    ]


@pytest.mark.parametrize(
    ("files", "file", "what"),
    [
        ({"cases.yaml": CASES[: CASES.index("hidden")]}, "cases.yaml", "There are no hidden cases."),
        ({"cases.yaml": CASES[CASES.index("hidden") :]}, "cases.yaml", "There are no examples"),
        ({"gen.py": "x"}, "gen.py", "No hidden group has generate:"),
        ({"solutions/good.java": "x"}, "solutions/good.java", "No language here has files ending in .java."),
        ({"solutions/wrong-minus.py": None}, "solutions/", "There is no wrong solution"),
        ({"data/sample/1.in": "x"}, "data/sample/1.in", "This file is not part of the task format."),
    ],
)
def test_what_has_no_effect_is_noted_and_the_task_loads(tmp_path: Path, files: Files, file: str, what: str) -> None:
    (note,) = task_of(tmp_path, files).notes
    assert note.file == file
    assert what in note.what
    assert note.mend


def test_a_misspelt_file_name_is_noticed(tmp_path: Path) -> None:
    (note,) = task_of(tmp_path, {"giude.md": "## Hints"}).notes
    assert note.mend == "Did you mean guide.md?"


def test_readme_and_hidden_files_are_nobodys_business(tmp_path: Path) -> None:
    files: Files = {"README.md": "x", ".git/config": "x", "solutions/__pycache__/good.pyc": b"\0", "task.yaml~": "old"}
    assert task_of(tmp_path, files).notes == ()


# What does not load -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "file", "what", "mend"),
    [
        ({"task.yaml": None, "task.yml": "x"}, "task.yaml", "The file is missing.", "Rename task.yml to task.yaml."),
        ({"task.yaml": None}, "task.yaml", "The file is missing.", "docs/tasks.md"),
        ({"statement.md": None}, "statement.md", "The statement of part 1 is missing.", "Write it"),
        ({"statement.md": None, "statment.md": "x"}, "statement.md", "is missing", "Did you mean statment.md?"),
        ({"statement.md": " \n"}, "statement.md", "The file is empty.", "Say what"),
        ({"cases.yaml": None}, "cases.yaml", "The file is missing.", "Write examples:"),
        ({"cases.yaml": None, "cases.yml": "x"}, "cases.yaml", "The file is missing.", "Rename cases.yml"),
        ({"cases.json": "{}"}, "cases.json", "There is a cases.yaml as well.", "Keep one of the two."),
        ({"solutions/good.py": None}, "solutions/", "There is no good solution.", "Write solutions/good.py."),
        ({"solutions/good.py": None, "solutions/good.pyy": ""}, "solutions/", "no good", "files ending in .pyy."),
        ({"solutions/perfect.py": ""}, "solutions/perfect.py", "does not say what", "good-perfect, wrong-perfect"),
        ({"solutions/old/good.py": ""}, "solutions/old/good.py", "does not say what", "Rename it"),
        ({"stubs/pyhton.py": ""}, "stubs/pyhton.py", "No language here has this stub.", "stubs/python.py?"),
        ({"part-1.md": "x"}, "part-1.md", "no part 1 beside the first 1", "part 1 is statement.md"),
        ({"rubric.yaml": "[1]"}, "rubric.yaml", "The file holds no dimensions.", "dimension: {1: ..."),
        ({"rubric.yaml": "code: {1: a, 2: b, 3: c}"}, "rubric.yaml", "code: The key '4' is missing.", "Describe"),
        ({"rubric.yaml": "code: {"}, "rubric.yaml", "A bracket that opens in this line is never closed.", "Close"),
        ({"rubric.yaml": "code: good"}, "rubric.yaml", "code: Expected keys with values", "key: value"),
        ({"cases.yaml": CASES + "    generate: {seeds: [1]}\n"}, "gen.py", "'edge' is generated by it.", "generate("),
    ],
)  # fmt: skip
def test_a_folder_that_lacks_something_says_what(tmp_path: Path, files: Files, file: str, what: str, mend: str) -> None:
    found = [problem for problem in problems_of(tmp_path, files) if problem.file == file]
    assert found
    assert what in found[0].what
    assert mend in found[0].mend


@pytest.mark.parametrize("file", ["task.yaml", "statement.md", "cases.yaml", "guide.md", "solutions/good.py"])
def test_a_file_that_is_not_utf8_is_named_with_its_line(tmp_path: Path, file: str) -> None:
    (problem,) = problems_of(tmp_path, {file: b"title: x\nname: Andr\xe9\n"})
    assert (problem.file, problem.line) == (file, 2)
    assert (problem.what, problem.mend) == (
        "The file is not UTF-8: there is a byte 0xe9 in this line.",
        "Save it as UTF-8.",
    )


def test_a_byte_order_mark_and_windows_lines_are_fine(tmp_path: Path) -> None:
    task = task_of(tmp_path, {"task.yaml": b"\xef\xbb\xbf" + TASK.replace("\n", "\r\n").encode()})
    assert task.title == "Add two numbers"


def test_a_file_of_five_megabytes_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, {"statement.md": b"x" * 5 * 1024 * 1024})
    assert (problem.file, problem.what) == ("statement.md", "The file has 5,120 KB.")
    assert problem.mend == "Keep it under 512 KB; let gen.py make large inputs (generate:)."


def test_a_folder_that_is_too_large_as_a_whole_is_refused(tmp_path: Path) -> None:
    files = {f"solutions/wrong-{number}.py": b"#" * MAX_FILE for number in range(9)}
    (problem,) = problems_of(tmp_path, {**files})
    assert problem.what == "The folder holds more than 4 MB."


def test_a_folder_of_a_thousand_files_is_refused(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, {f"solutions/wrong-{number}.py": "" for number in range(1000)})
    assert problem.what == "There are more than 300 files."


@pytest.mark.parametrize(
    ("slug", "mend"),
    [("Free_Slots", "Rename it to free-slots."), ("--", "Rename it."), ("a" * 65, f"Rename it to {'a' * 64}.")],
)
def test_a_folder_needs_a_slug_for_a_name(tmp_path: Path, slug: str, mend: str) -> None:
    write(tmp_path, slug)
    (problem,) = library(tmp_path).problems()
    assert "is not a slug" in problem.what
    assert problem.mend == mend


def test_a_broken_folder_never_hides_the_others(tmp_path: Path) -> None:
    write(tmp_path, "right")
    write(tmp_path, "broken", {"task.yaml": "title: [\n"})
    write(tmp_path, "odd", {"task.yaml": "title: T\nkind: odd\n", "cases.yaml": "examples: 5"})
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("not a folder")
    assert read(tmp_path) == (["right"], ["broken/task.yaml", "empty/task.yaml", "odd/task.yaml"])


# The format's own examples ------------------------------------------------------------------------------------------


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the format's example tasks are not beside this checkout")
def test_the_formats_own_examples_are_read() -> None:
    tasks = TaskFolders(EXAMPLES, [replace(PYTHON, programs=True), JAVASCRIPT])
    slots, rates = wholes(tasks)
    assert slots.slug == "free-slots"
    assert slots.languages == ("python", "javascript")
    assert slots.notes == ()
    assert [(group.name, group.part, bool(group.generate)) for group in slots.hidden] == [
        ("edge", 1, False),
        ("large", 1, True),
        ("many people", 2, False),
    ]
    assert slots.limits.by_language == {"python": 2.0}
    assert list(tasks.problems()) == []
    assert (rates.slug, rates.kind, rates.compare, rates.notes) == ("rate-limit", "stdin", "tokens", ())
    assert rates.examples[0].args == {"stdin": "2 10\n0 ann\n5 ann\n9 ann\n10 ann\n"}


# What becomes of a task (SPEC: L2) ------------------------------------------------------------------------------------


def test_a_task_is_retired_or_leaked_in_its_own_text(tmp_path: Path) -> None:
    assert task_of(tmp_path).status == "active"
    retired = task_of(tmp_path, {"task.yaml": TASK + "status: retired\n"})
    assert (retired.status, retired.leaked) == ("retired", None)
    leaked = task_of(tmp_path, {"task.yaml": TASK + 'status: leaked\nleaked: {when: 2026-11-02, where: "a forum"}\n'})
    assert (leaked.status, leaked.leaked) == ("leaked", Leaked("2026-11-02", "a forum"))
    assert task_of(tmp_path, {"task.yaml": TASK + "status: leaked\n"}).leaked == Leaked()
    both = task_of(tmp_path, {"task.yaml": TASK + "status: retired\nleaked: {where: a forum}\n"})
    assert (both.status, both.leaked) == ("retired", Leaked("", "a forum"))
    assert task_of(tmp_path, {"task.yaml": TASK + "status: retired\nleaked: {}\n"}).leaked == Leaked()


def test_where_it_leaked_is_not_said_of_a_task_that_has_not(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, {"task.yaml": TASK + "leaked: {when: today}\n"})
    assert (problem.line, problem.mend) == (4, "Write status: leaked, or take it out.")


def test_a_task_knows_what_its_author_wrote_and_what_is_a_default(tmp_path: Path) -> None:
    assert task_of(tmp_path).said == {"title", "kind", "signature"}
