"""Every mistake that an author makes is told with its file, its line, what is wrong, and the mend."""

from pathlib import Path

import pytest
import yaml

from server.core.task import TaskProblem
from server.store.task_format import yaml_text
from server.store.task_format.nodes import Node
from tests.store.task_files import CASES, TASK, Files, problems_of

SIGNATURE = 'signature: "add(a: int, b: int) -> int"\n'


def task_yaml(more: str) -> str:
    """The right task.yaml with some more below: its own keys are in lines 1 to 3."""
    return TASK + more


def typed(types: str, value: str, returns: str = "int", out: str = "0") -> Files:
    """A task with one parameter `a` of this type and one example with this value, in line 2 of the cases."""
    return {
        "task.yaml": f'title: T\nkind: function\nsignature: "f(a: {types}) -> {returns}"\n',
        "cases.yaml": f"examples:\n  - in: {{a: {value}}}\n    out: {out}\nhidden: []\n",
    }


def only(found: list[TaskProblem]) -> TaskProblem:
    assert len(found) == 1, found
    return found[0]


SYNTAX = [
    ("note: Busy: from nine", 1, "A text with ': ' in it is not in quotes.", "Put the text in double quotes."),
    ("x: {hint: What if?}", 1, "A text with a '?' inside { } or [ ] is not in quotes.", "double quotes"),
    ("x:\n\ty: 1", 2, "This line is indented with a tab.", "Indent with spaces."),
    ("x: [1, 2\ny: 3\n", 2, "The brackets that open in line 1 cannot be read on from here.", "Close the bracket"),
    ("x: [1, 2\n", 1, "A bracket that opens in this line is never closed.", "Close it with ] or }."),
    ("x: {a: 1\n", 1, "A bracket that opens in this line is never closed.", "Close it with ] or }."),
    ("x: {a: 1}}", 1, "There is a closing bracket too many.", "Remove it."),
    ("x: ]", 1, "There is a ']' where a value should be.", "Write the value, or remove the sign."),
    ("x: [1,, 2]", 1, "There is a ',' where a value should be.", "Write the value, or remove the sign."),
    ('x: {a: "one" two}', 1, "The brackets that open in line 1 cannot be read on from here.", "add a comma"),
    ("x: {a: b: c}", 1, "The brackets that open in line 1 cannot be read on from here.", "in double quotes"),
    ("x: *bold* text", 1, "begins with * or &", "Put the text in double quotes."),
    ("x: *bold", 1, "*bold repeats a value that no &bold before it names.", '"*bold"'),
    ("x: & more", 1, "begins with * or &", "Put the text in double quotes."),
    ("x: @ida", 1, "A text begins with '@', which has a meaning in YAML.", "Put the text in double quotes."),
    ("x: `code`", 1, "A text begins with '`', which has a meaning in YAML.", "Put the text in double quotes."),
    ("x: %d", 1, "A text begins with '%', which has a meaning in YAML.", "Put the text in double quotes."),
    ('x: "open\ny: 1\n', 1, "A quote that opens in this line is never closed.", "Close it"),
    ("x: 'it's'", 1, "There is more text after a closing quote.", "whole text in double quotes"),
    ('x: "a\\d"', 1, "A \\ in double quotes begins an escape", "Write \\\\ for a backslash"),
    ('x: "\\ud83d\\ude00"', 1, "escape", "backslash"),
    ("x: 1\n  y: 2", 2, "This line stands deeper than the one above", "same column"),
    ("x:\n  - 1\n y: 2", 3, "does not stand in the column of the lines that it belongs to.", "same column"),
    ("- 1\nx: 2", 2, "does not stand in the column of the lines that it belongs to.", "same column"),
    ("x\ny: 1", 1, "There is no ': ' after the key in this line.", "Write key: value."),
    ("y: 1\nx\n", 2, "There is no ': ' after the key in this line.", "Write key: value."),
    ("x: - 1", 1, "A list item begins in the line of its key.", "a line of its own"),
    ("x: \x07", 1, "There is a control character here (number 7).", "Remove it"),
    ("a: 1\nb: 2\na: 3", 3, "The key 'a' is here for the second time; the first is in line 1.", "Keep one"),
    ("x: {a: 1, a: 2}", 1, "The key 'a' is here for the second time", "Keep one"),
    ("x:\n  a:", 2, "A value is missing here", "or null"),
    ("x: [a, !!int 5]", 1, "The tag !!int is not used in task files.", "Remove it"),
    ("x: !!python/object:os.system {}", 1, "The tag !!python/object:os.system is not used", "Remove it"),
    ("!mine x: 1", 1, "The tag !mine is not used", "Remove it"),
    ("? [a, b]\n: 1", 1, "A key is not plain text.", "Use text for every key."),
    ("a: 1\n---\nb: 2", 2, "A second document begins here.", "Keep one document"),
    ("x: &x [*x]", 1, "*x repeats a value that no &x before it names.", "double quotes"),
    ("x: 1e999", 1, "The number 1e999 is larger than a float can be.", "smaller number"),
    ("x: " + "9" * 401, 1, "This number has 401 digits.", "at most 400"),
    ("x: " + "[" * 102 + "]" * 102, 1, "nested more than 100 deep", "flatter"),
    ("", 0, "The file is empty.", "Write the keys"),
    ("# nothing\n", 0, "The file is empty.", "Write the keys"),
    ("%YAML x", 1, "This is not valid YAML", "Put the text in double quotes."),
]


@pytest.mark.parametrize(("text", "line", "what", "mend"), SYNTAX, ids=range(len(SYNTAX)))
def test_yaml_that_cannot_be_read(tmp_path: Path, text: str, line: int, what: str, mend: str) -> None:
    problem = problems_of(tmp_path, {"task.yaml": text})[0]
    assert (problem.slug, problem.file, problem.line) == ("add", "task.yaml", line)
    assert what in problem.what
    assert mend in problem.mend


@pytest.mark.parametrize(
    "text", [text for text, *_ in SYNTAX] + [TASK, CASES, "a: &a [1]\nb: *a"], ids=range(len(SYNTAX) + 3)
)
def test_what_is_refused_does_not_depend_on_which_parser_is_installed(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = yaml_text.read_yaml(text)
    monkeypatch.setattr(yaml_text, "_FAST", yaml.SafeLoader)
    slow = yaml_text.read_yaml(text)
    assert isinstance(fast, Node) is isinstance(slow, Node)
    if isinstance(fast, Node) and isinstance(slow, Node):
        assert fast == slow


HEAD = [
    ("- 1\n", 1, "Expected keys with values, found a list of 1.", "Write key: value."),
    ("kind: function\n" + SIGNATURE, 1, "The key 'title' is missing.", "what the task is called"),
    ("title: T\n" + SIGNATURE, 1, "The key 'kind' is missing.", "Write kind: function."),
    ("title: T\nkind: function\n", 1, "The key 'signature' is missing.", 'signature: "free_slots('),
    ("title: T\nkind: class\n", 1, "The key 'class' is missing.", 'class: ["Counter(start: int)"'),
    ("title: T\nkind: funktion\n", 2, "kind: 'funktion' is none of its values.", "Did you mean function?"),
    (TASK.replace("title", "titel"), 1, "The key 'titel' is unknown.", "Did you mean title?"),
    (task_yaml("licence: MIT\n"), 4, "The key 'licence' is unknown.", "Did you mean license?"),
    (task_yaml("qzx: 1\n"), 4, "The key 'qzx' is unknown.", "Known here: title, kind"),
    (TASK.replace("Add two numbers", '""'), 1, "title is empty.", "Write some text"),
    (TASK.replace("Add two numbers", "5"), 1, "title: expected text, found the number 5.", "double quotes"),
    (TASK.replace("Add two numbers", "x" * 201), 1, "title is 201 characters long.", "under 200"),
    (TASK.replace("add(", "Add("), 3, "signature: 'Add' is not a function's name in snake_case.", "Write add"),
    (TASK.replace(": int,", ": str,"), 3, "signature: the type 'str' is unknown.", "Did you mean string?"),
    (TASK.replace("-> int", "-> void"), 3, "returns nothing has no answer to compare", "compare: {in_place: items}"),
    (task_yaml("difficulty: brutal\n"), 4, "difficulty: the text 'brutal' is none of its values.", "Known here: easy"),
    (task_yaml("difficulty: eazy\n"), 4, "difficulty: the text 'eazy'", "Did you mean easy?"),
    (task_yaml("minutes: thirty\n"), 4, "minutes: expected a whole number, found the text 'thirty'.", "from 1 to 480"),
    (task_yaml("minutes: 0\n"), 4, "minutes is the number 0.", "from 1 to 480"),
    (task_yaml("tags: money\n"), 4, "tags: expected a list, found the text 'money'.", "square brackets"),
    (task_yaml("tags: [a, 5]\n"), 4, "an item of tags: expected a short text, found the number 5.", "double quotes"),
    (task_yaml("tags:\n  - a\n  - a\n"), 6, "tags holds 'a' twice.", "Keep one"),
    (task_yaml("languages: [python, javscript]\n"), 4, "'javscript' is not known here.", "Did you mean javascript?"),
    (task_yaml("languages: []\n"), 4, "languages: holds no language.", "leave the key out"),
    (TASK.replace("b: int", "b: bigint") + "languages: [javascript]\n", 4, "javascript has no bigint.", "Remove"),
    (task_yaml("compare: fuzzy\n"), 4, "compare: 'fuzzy' is none of its values.", "Known here: exact"),
    (task_yaml("compare: tolerance\n"), 4, "compare: tolerance needs its number.", "{tolerance: 1e-6}"),
    (task_yaml("compare: any_of\n"), 4, "compare: any_of is written as a mapping.", "{any_of: true}"),
    (task_yaml("compare: in_place\n"), 4, "compare: in_place needs its parameter.", "{in_place: items}"),
    (task_yaml("compare: {in_place: c}\n"), 4, "no function has a parameter 'c'", "Name the parameter"),
    (task_yaml("compare: tokens\n"), 4, "compare: 'tokens' is none of its values.", "Known here: exact"),
    (task_yaml('class: ["A()", "b() -> int"]\n'), 4, "class: belongs to a task of kind class.", "kind function"),
    (task_yaml("compare: {any_of: false}\n"), 4, "compare: any_of is false.", "leave compare out"),
    (task_yaml("compare: {tolerance: 1, any_of: true}\n"), 4, "takes exactly one form", "{tolerance: 1e-6}"),
    (task_yaml("compare: {tolerance: much}\n"), 4, "compare: tolerance: expected a number", "from 0 to"),
    (task_yaml("compare: [exact]\n"), 4, "compare: ['exact'] is none of its values.", "Known here: exact"),
    (task_yaml("limits: 5\n"), 4, "limits: Expected keys with values, found the number 5.", "key: value"),
    (task_yaml("limits: {time: 0}\n"), 4, "limits: time is the number 0.", "from 0.05 to 50"),
    (task_yaml("limits: {time: true}\n"), 4, "limits: time: expected a number, found true.", "from 0.05 to 50"),
    (task_yaml("limits:\n  time: 1\n  pyhton: 2\n"), 6, "The key 'pyhton' is unknown.", "Did you mean python?"),
    (task_yaml("sql: {engine: sqlite}\n"), 4, "sql: belongs to a task of kind sql.", "Remove it"),
    (task_yaml("stub_passes: yes\n"), 4, "stub_passes: expected true or false, found the text 'yes'.", "Write true"),
    (task_yaml("imported: {form: kattis}\n"), 4, "imported: The key 'form' is unknown.", "Did you mean from?"),
    (task_yaml("parts: [{signature: x}]\n"), 3, "There is a signature: beside parts:.", "first part"),
    ("title: T\nkind: function\nparts: []\n", 3, "parts: holds no part.", "Write one part"),
    (
        "title: T\nkind: function\nparts: {a: 1}\n",
        3,
        "parts: expected a list, found a mapping of 1.",
        "square brackets",
    ),
    ("title: T\nkind: function\nparts:\n  - 5\n", 4, "part 1: Expected keys with values", "key: value"),
    ("title: T\nkind: function\nparts:\n  - title: one\n", 4, "part 1: The key 'signature' is missing.", "Write it as"),
]


@pytest.mark.parametrize(("text", "line", "what", "mend"), HEAD, ids=range(len(HEAD)))
def test_a_task_yaml_that_says_something_wrong(tmp_path: Path, text: str, line: int, what: str, mend: str) -> None:
    found = problems_of(tmp_path, {"task.yaml": text})
    matching = [problem for problem in found if what in problem.what]
    assert matching, found
    assert (matching[0].file, matching[0].line) == ("task.yaml", line)
    assert mend in matching[0].mend


swap = CASES.replace
CASE = [
    (swap("examples", "exampels"), 1, "The key 'exampels' is unknown.", "Did you mean examples?"),
    (swap("hidden", "secret"), 4, "The key 'secret' is unknown.", "Did you mean hidden?"),
    ("examples: []\nhidden: []\n", 1, "There is no case.", "Write examples: and hidden:"),
    ("- 1\n", 1, "Expected keys with values, found a list of 1.", "key: value"),
    (swap("{a: 1, b: 2}", "[1, 2]"), 2, "in: expected the parameters by name", "{a: ..., b: ...}"),
    (swap("- in: {a: 1, b: 2}\n    out: 3", "- out: 3"), 2, "example 1: The key 'in' is missing.", "{a: ..., b: ...}"),
    (swap("    out: 3\n", ""), 2, "example 1: The key 'out' is missing.", "the expected answer"),
    (swap("out: 3", "expected: 3"), 3, "example 1: The key 'expected' is unknown.", "Did you mean out?"),
    (swap("b: 2}", "c: 2}"), 2, "example 1, in: The key 'c' is unknown.", "Known here: a, b."),
    (swap(", b: 2}", "}"), 2, "example 1, in: The key 'b' is missing.", "a value of type int"),
    (swap("a: 1, b: 2", "a: 1, b: two"), 2, "example 1: b: expected a whole number (int)", "without quotes"),
    (swap("out: 3", "out: three"), 3, "example 1: out: expected a whole number (int)", "without quotes"),
    (swap("out: 3", "out: 3000000000"), 3, "out: 3000000000 is outside the range of int.", "Use the type long"),
    (swap("- in: {a", "- part: 2\n    in: {a"), 2, "There is no part 2.", "The last part is 1."),
    (swap("- in: {a", "- name: [x]\n    in: {a"), 2, "name: expected text, found a list of 1.", "double quotes"),
    (swap("- in: {a: 1, b: 2}\n    out: 3", "- nothing"), 2, "example 1: Expected keys with values", "key: value"),
    (swap("- {name: zeros, in: {a: 0, b: 0}, out: 0}", "- z"), 7, "case 1 of group 'edge': Expected", "key: value"),
    (swap("group: edge", "name: edge"), 5, "hidden group 1: The key 'name' is unknown.", "Known here: group"),
    (swap("group: edge", "weight: 1"), 5, "hidden group 1: The key 'group' is missing.", "its name"),
    (swap("group: edge", "group: edge\n    weight: lots"), 6, "weight: expected a number", "from 0 to 1000"),
    (swap("group: edge", "group: edge\n    score: some"), 6, "score: the text 'some' is none", "Known here: all, each"),
    (swap("group: edge", "group: edge\n    part: 0"), 6, "part is the number 0.", "from 1 to 99"),
    (CASES[: CASES.index("    cases")], 5, "There are neither cases: nor generate:.", "Write one of the two"),
    (swap("{name: zeros", "{nmae: zeros"), 7, "case 1 of group 'edge': The key 'nmae'", "Did you mean name?"),
    (swap("zeros, in", "zeros, reveal: never ever, in"), 7, "reveal: the text 'never ever'", "Did you mean never?"),
    (CASES + "      - {name: zeros, in: {a: 1, b: 1}, out: 2}\n", 5, "Two cases are called 'zeros'.", "Rename one"),
    (CASES + CASES[CASES.index("  - group") :], 8, "There are two groups called 'edge'.", "Rename one"),
    (CASES + "    generate: [1]\n", 8, "generate: has no seeds.", "{seeds: [1, 2]}"),
    (CASES + "    generate: {seeds: 3}\n", 8, "the seeds are not whole numbers.", "seeds: [1, 2]"),
    (CASES + "    generate: {seeds: [1.5]}\n", 8, "the seeds are not whole numbers.", "seeds: [1, 2]"),
    (CASES + "    generate: {seeds: [1, 1]}\n", 8, "the seeds repeat", "all different"),
    (CASES + "    generate: {seeds: []}\n", 8, "none or too many", "Give 1 to 20"),
    (CASES + "    generate:\n      seeds: [1]\n      not so: 5\n", 10, "'not so' cannot be a parameter", "gen.py"),
    (CASES + "    generate: {seeds: [1], seed: 5}\n", 8, "'seed' cannot be a parameter", "gen.py"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "what", "mend"), CASE, ids=range(len(CASE)))
def test_cases_that_do_not_fit(tmp_path: Path, text: str, line: int, what: str, mend: str) -> None:
    found = problems_of(tmp_path, {"cases.yaml": text, "gen.py": "def generate(seed): ..."})
    matching = [problem for problem in found if what in problem.what]
    assert matching, found
    assert (matching[0].file, matching[0].line) == ("cases.yaml", line)
    assert mend in matching[0].mend


VALUES = [
    ("bool", "yes", "a: expected true or false, found the text 'yes'.", "Write true or false."),
    ("int", "true", "a: expected a whole number (int), found true.", "Write a number"),
    ("int", "012", "a: expected a whole number (int), found the text '012'.", "does not begin with 0"),
    ("int", "10:30", "a: expected a whole number (int), found the text '10:30'.", "Write a number"),
    ("int", "1.0", "a: expected a whole number (int), found the number 1.0.", "without a point"),
    ("string", "5", "a: expected text (string), found the number 5.", "quotes"),
    ("string", "null", "a: expected text (string), found null.", "quotes"),
    ("float", ".5", "a: expected a number (float), found the text '.5'.", "0.5"),
    ("float", ".inf", "a: expected a number (float), found the text '.inf'.", "without quotes"),
    ("long", "9223372036854775808", "a: 9223372036854775808 is outside the range of long.", "bigint"),
    ("bigint", "12", "a: a bigint is written as text.", '"12"'),
    ("list[int]", "{b: 1}", "a: expected a list (list[int]), found a mapping of 1.", "square brackets"),
    ("tuple[int, int]", "[1]", "a: expected 2 values (tuple[int, int]), found 1.", "Give them all."),
    ("dict[string, int]", "[1]", "a: expected a mapping (dict[string, int]), found a list of 1.", "{key: value}"),
]


@pytest.mark.parametrize(("types", "value", "what", "mend"), VALUES, ids=range(len(VALUES)))
def test_values_of_another_type(tmp_path: Path, types: str, value: str, what: str, mend: str) -> None:
    problem = only(problems_of(tmp_path, typed(types, value)))
    assert (problem.file, problem.line) == ("cases.yaml", 2)
    assert problem.what == f"example 1: {what}"
    assert mend in problem.mend


def test_a_wrong_value_deep_inside_is_told_in_its_own_line(tmp_path: Path) -> None:
    files = typed("dict[string, list[int]]", "0")
    files["cases.yaml"] = (
        "examples:\n  - in:\n      a:\n        x: [1]\n        y:\n          - 2\n          - two\n    out: 0\n"
    )
    problem = only(problems_of(tmp_path, files))
    assert (problem.line, problem.what) == (
        7,
        "example 1: a.y[1]: expected a whole number (int), found the text 'two'.",
    )


def test_a_wrong_key_is_told_in_the_line_of_its_mapping(tmp_path: Path) -> None:
    files = typed("list[tuple[int, int]]", "[[1, 2], [3]]")
    assert only(problems_of(tmp_path, files)).what.startswith("example 1: a[1]: expected 2 values")


def test_of_several_right_answers_each_is_checked(tmp_path: Path) -> None:
    head = 'title: T\nkind: function\nsignature: "f(a: int) -> int"\ncompare: {any_of: true}\n'
    cases = "examples:\n  - in: {a: 1}\n    out: OUT\n"
    found = problems_of(tmp_path, {"task.yaml": head, "cases.yaml": cases.replace("OUT", "3")})
    assert only(found).what == "example 1: out: expected a list of acceptable answers, found the number 3."
    found = problems_of(tmp_path, {"task.yaml": head, "cases.yaml": cases.replace("OUT", "[3, four]")})
    assert "out: expected a whole number (int), found the text 'four'." in only(found).what
    assert problems_of(tmp_path, {"task.yaml": head, "cases.yaml": cases.replace("OUT", "[3, 4]")}) == []


def test_all_mistakes_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    found = problems_of(
        tmp_path,
        {
            "task.yaml": task_yaml("minutes: soon\ntags: 5\n"),
            "cases.yaml": CASES.replace("out: 3", "out: three").replace("b: 0", "b: zero"),
            "rubric.yaml": "code: {1: bad, 2: fair, 3: good}\n",
            "solutions/perfect.py": "",
            "part-2.md": "More.",
            "statement.md": None,
        },
    )
    assert [(problem.file, problem.line) for problem in found] == [
        ("cases.yaml", 3),
        ("cases.yaml", 7),
        ("part-2.md", 0),
        ("rubric.yaml", 1),
        ("solutions/perfect.py", 0),
        ("statement.md", 0),
        ("task.yaml", 4),
        ("task.yaml", 5),
    ]


def test_cases_are_still_checked_where_a_signature_cannot_be_read(tmp_path: Path) -> None:
    files: Files = {"task.yaml": TASK.replace("a: int", "a: itn"), "cases.yaml": CASES.replace("out: 3", "outt: 3")}
    found = problems_of(tmp_path, files)
    assert {(problem.file, problem.line) for problem in found} == {
        ("task.yaml", 3),
        ("cases.yaml", 3),
        ("cases.yaml", 2),
    }


PARTS = """\
title: T
kind: function
parts:
  - {signature: "add(a: int, b: int) -> int", unlock: interviewer}
  - {signature: "ad_d(a: int) -> int", unlock: later}
"""


def test_parts_that_do_not_fit_together(tmp_path: Path) -> None:
    found = problems_of(tmp_path, {"task.yaml": PARTS})
    assert [(problem.file, problem.line, problem.what) for problem in found] == [
        ("part-2.md", 0, "The statement of part 2 is missing."),
        ("task.yaml", 4, "part 1: The first part is always open."),
        ("task.yaml", 5, "part 2: unlock: the text 'later' is none of its values."),
        ("task.yaml", 5, "Parts 1 and 2 have functions of the same name."),
    ]


def test_nested_anchors_are_not_unfolded_into_a_billion_values(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    problem = only(problems_of(tmp_path, {"cases.yaml": "\n".join(lines)}))
    assert problem.what == "The file holds more than 200,000 values, repeated ones included."
    assert (problem.line, problem.mend) == (6, "Let gen.py make large inputs (generate:).")
