"""Objects, arguments that change in place, linked lists and trees, in each language's own shim on this machine."""

from dataclasses import replace
from typing import Any

import pytest

from sandbox.contract import Call, Case, Limits, Mode, RunSpec, Verdict
from tests.sandbox.local import Runs
from tests.sandbox.programs import spec

COUNTERS = {
    "python": "class Counter:\n    def __init__(self, start):\n        self.n = start\n    def add(self, n):\n"
    "        if n < 0:\n            raise ValueError('no less')\n        self.n += n\n    def value(self):\n"
    "        return self.n\n",
    "javascript": "class Counter {\n  constructor(start) { this.n = start; }\n  add(n) {\n"
    "    if (n < 0) throw new RangeError('no less');\n    this.n += n;\n  }\n  value() { return this.n; }\n}",
}
every_language = pytest.mark.parametrize("language", ["python", "javascript"])


def life(case: str, *calls: Call) -> Case:
    return Case(case, calls=(Call("Counter", [1], checked=False), *calls))


def add(n: int) -> Call:
    return Call("add", [n], checked=False)


def value(expected: int) -> Call:
    return Call("value", [], expected)


def lives(language: str, *cases: Case, source: str = "", limits: Limits | None = None) -> RunSpec:
    wanted = spec(source or COUNTERS[language], cases, language=language, limits=limits)
    return replace(wanted, mode=Mode.CLASS)


@every_language
async def test_each_case_has_an_object_of_its_own(run: Runs, language: str) -> None:
    outcome = await run(lives(language, life("a", add(2), value(3)), life("b", value(1), add(4), value(5))))
    assert outcome.verdicts == [Verdict.PASSED] * 2, outcome.cases
    assert outcome.got == [[3], [1, 5]]


@every_language
async def test_the_call_that_differs_is_named(run: Runs, language: str) -> None:
    outcome = await run(lives(language, life("a", add(2), value(4), value(3)), life("b", value(1))))
    assert outcome.verdicts == [Verdict.WRONG, Verdict.PASSED]
    assert outcome.cases[0].message == "Call 3, value(): the answer is not the expected one."
    assert outcome.got == [[3, 3], [1]]


@every_language
async def test_the_call_that_raises_is_named_and_the_next_object_is_a_new_one(run: Runs, language: str) -> None:
    outcome = await run(lives(language, life("a", add(2), value(3), add(-1), value(3)), life("b", value(1))))
    assert outcome.verdicts == [Verdict.RUNTIME_ERROR, Verdict.PASSED]
    assert outcome.cases[0].message.startswith("Call 4, add(-1): ")
    assert outcome.cases[0].message.endswith("Error: no less")
    assert "no less" in outcome.cases[0].trace
    assert outcome.got[0] == [3]


@every_language
async def test_what_is_missing_is_named(run: Runs, language: str) -> None:
    outcome = await run(lives(language, life("a", Call("reset", [])), Case("b", calls=(Call("Stack", ["x"]),))))
    assert [case.message for case in outcome.cases] == [
        "Call 2, reset(): There is no method called reset in Counter. Keep the name from the starter code.",
        'Call 1, Stack("x"): There is no class called Stack. Keep the name from the starter code.',
    ]


@every_language
async def test_a_life_that_nobody_checks_shows_every_answer(run: Runs, language: str) -> None:
    outcome = await run(lives(language, life("a", add(2), replace(value(0), checked=False))))
    assert outcome.verdicts == [Verdict.UNCHECKED]
    assert outcome.got == [[None, 3]]


async def test_all_calls_of_a_case_share_its_seconds(run: Runs) -> None:
    burns = "import time\nclass Counter:\n    def __init__(self, n): pass\n    def add(self, n):\n"
    burns += "        end = time.process_time() + n / 100\n        while time.process_time() < end: pass\n"
    calls = [add(20) for _ in range(20)]
    wanted = lives("python", life("a", *calls), life("b", add(20)), source=burns, limits=Limits(cpu_seconds=1))
    outcome = await run(wanted)
    assert outcome.verdicts == [Verdict.TIME_LIMIT, Verdict.UNCHECKED]
    assert "No answer within 1 s of computing." in outcome.cases[0].message
    number = int(outcome.cases[0].message.split(",")[0].removeprefix("Call "))
    assert 4 <= number <= 7


IN_PLACE = {
    "python": "def f(a, b):\n    a.append(b)\n    return 'ignored'",
    "javascript": "function f(a, b) { a.push(b); return 'ignored'; }",
}


@every_language
async def test_the_answer_may_be_an_argument_as_it_was_left(run: Runs, language: str) -> None:
    outcome = await run(spec(IN_PLACE[language], [Case("a", [[1], 2], expected=[1, 2], back=0)], language=language))
    assert outcome.verdicts == [Verdict.PASSED], outcome.cases


REVERSE = {
    "python": "def f(head):\n    before = None\n    while head:\n"
    "        head.next, before, head = before, head, head.next\n    return before",
    "javascript": "function f(head) {\n  let before = null;\n"
    "  while (head) [head.next, before, head] = [before, head, head.next];\n  return before;\n}",
}
OWN_NODE = {
    "python": "class ListNode:\n    def __init__(self, val):\n        self.val = val\n        self.next = None\n",
    "javascript": "class ListNode { constructor(val) { this.val = val; this.next = null; } }\n",
}


@every_language
@pytest.mark.parametrize("own", [False, True], ids=["the shim's nodes", "Cam's own nodes"])
async def test_linked_lists_arrive_as_nodes_and_come_back_as_lists(run: Runs, language: str, own: bool) -> None:
    source = (OWN_NODE[language] if own else "") + REVERSE[language]
    cases = [
        Case("three", [{"$linked": [1, 2, 3]}], expected=[3, 2, 1]),
        Case("long", [{"$linked": list(range(5000))}], expected=list(range(5000))[::-1]),
        Case("empty", [{"$linked": []}], expected=None),
    ]
    outcome = await run(spec(source, cases, language=language))
    assert outcome.verdicts == [Verdict.PASSED] * 3, outcome.cases


MIRROR = {
    "python": "def f(a):\n    if a:\n        a.left, a.right = f(a.right), f(a.left)\n    return a",
    "javascript": "function f(a) {\n  if (a) [a.left, a.right] = [f(a.right), f(a.left)];\n  return a;\n}",
}


@every_language
@pytest.mark.parametrize(
    ("levels", "mirrored"),
    [
        ([1, 2, 3], [1, 3, 2]),
        ([1, None, 2, 3], [1, 2, None, None, 3]),
        ([1, 2, None, 3, None, None, 4], [1, None, 2, None, 3, 4]),
        ([5], [5]),
        ([], None),
    ],
)
async def test_trees_arrive_as_nodes_and_come_back_by_levels(
    run: Runs, language: str, levels: list[Any], mirrored: list[Any] | None
) -> None:
    outcome = await run(spec(MIRROR[language], [Case("t", [{"$tree": levels}], expected=mirrored)], language=language))
    assert outcome.verdicts == [Verdict.PASSED], outcome.cases


CIRCLES = [
    ("python", "def f(head):\n    head.next = head\n    return head", "The answer is a linked list that leads back"),
    (
        "javascript",
        "function f(head) { head.next = head; return head; }",
        "The answer is a linked list that leads back",
    ),
    (
        "python",
        "def f(a):\n    t = TreeNode(1)\n    t.left = t.right = TreeNode(2)\n    return t",
        "The answer is a tree",
    ),
    (
        "javascript",
        "function f(a) { const t = new TreeNode(2); return new TreeNode(1, t, t); }",
        "The answer is a tree",
    ),
]


@pytest.mark.parametrize(("language", "source", "message"), CIRCLES)
async def test_what_has_no_end_or_two_parents_says_so(run: Runs, language: str, source: str, message: str) -> None:
    outcome = await run(spec(source, [Case("a", [{"$linked": [1]}])], language=language))
    assert outcome.verdicts == [Verdict.WRONG]
    assert outcome.cases[0].message.startswith(message)


@every_language
async def test_lists_of_linked_lists_and_plain_objects_stay_apart(run: Runs, language: str) -> None:
    source = {"python": "def f(a):\n    return a", "javascript": "const f = (a) => a;"}[language]
    given = [{"$linked": [1]}, {"$linked": []}, {"$linked": 5}, {"$other": [1]}, {"$linked": [1], "b": 2}]
    outcome = await run(spec(source, [Case("a", [given], expected=[[1], None, *given[2:]])], language=language))
    assert outcome.verdicts == [Verdict.PASSED], outcome.cases


@pytest.mark.parametrize("text", ["files", "beside"])
async def test_a_file_beside_the_source_can_be_imported(run: Runs, text: str) -> None:
    python = replace(
        spec("from good import *", [Case("a", [1], expected=text)]), files={"good.py": f"def f(a): return '{text}'"}
    )
    assert (await run(python)).verdicts == [Verdict.PASSED]
