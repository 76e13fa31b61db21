"""Each language's shim, driven by the real judge over the real init, on this machine: Cam's honest programs, and how
their values become plain JSON. Hostile programs never run here, only in containers (test_hostile.py)."""

import asyncio
import re
import sys
from typing import Any

import pytest

from sandbox import answers
from sandbox.contract import Case, RunSpec, Verdict
from sandbox.languages import FOLDERS
from tests.sandbox.local import Runs
from tests.sandbox.programs import echoes, spec


def python(body: str, *cases: Case) -> RunSpec:
    return spec(body, cases)


def javascript(body: str, *cases: Case) -> RunSpec:
    return spec(body, cases, language="javascript")


ONE = Case("one", [1], checked=False)

RIGHT = [
    python("def f(a):\n    return a", *echoes(None, True, 0, -1.5, "ä\n😀", [1, [2]], {"k": [None]}, 2**70)),
    javascript(
        "function f(a) {\n  return a;\n}", *echoes(None, True, 0, -1.5, "ä\n😀", [1, [2]], {"k": [None]}, 1e300)
    ),
    javascript("const f = (a) => a;", *echoes(1)),
    javascript("module.exports = { f: (a) => a };", *echoes(1)),
    javascript("export function f(a) { return a; }", *echoes(1)),
    javascript("import { sep } from 'node:path';\nfunction f(a) { return sep ? a : 0; }", *echoes(1)),
    javascript("const { sep } = require('path');\nfunction f(a) { return sep ? a : 0; }", *echoes(1)),
    javascript("async function f(a) { await new Promise((go) => setTimeout(go, 5)); return a; }", *echoes(1, 2)),
    python(
        "import dataclasses\n@dataclasses.dataclass\nclass A:\n    x: int\ndef f(a):\n    return A(a).x", *echoes(1)
    ),
    python("if __name__ == '__main__':\n    input()\ndef f(a):\n    return a", *echoes(1)),
    python("def f(a, *, b):\n    return [a, b]", Case("kw", [1], {"b": 2}, expected=[1, 2])),
    javascript("const f = (a, { b }) => [a, b];", Case("kw", [1], {"b": 2}, expected=[1, 2])),
]


@pytest.mark.parametrize("wanted", RIGHT, ids=lambda wanted: f"{wanted.language}: {wanted.source[:50]}")
async def test_cams_right_programs_pass(run: Runs, wanted: RunSpec) -> None:
    outcome = await run(wanted)
    assert outcome.finished.verdict is Verdict.PASSED, outcome.cases


PLAIN: list[tuple[RunSpec, Any]] = [
    (python("class A(int):\n    __eq__ = lambda s, o: True\ndef f(a):\n    return A(7)", ONE), 7),
    (python("class A(str):\n    __str__ = lambda s: 'other'\ndef f(a):\n    return A('true')", ONE), "true"),
    (python("class A(float):\n    __float__ = lambda s: 1.0\ndef f(a):\n    return A(2.5)", ONE), 2.5),
    (python("class A(list):\n    __iter__ = lambda s: iter([9])\ndef f(a):\n    return A([1])", ONE), [1]),
    (python("class A(dict):\n    items = lambda s: []\ndef f(a):\n    return A(k=1)", ONE), {"k": 1}),
    (python("import enum\nclass A(enum.IntEnum):\n    X = 3\ndef f(a):\n    return A.X", ONE), 3),
    (python("import collections as c\ndef f(a):\n    return c.Counter('aab')", ONE), {"a": 2, "b": 1}),
    (python("def f(a):\n    return (1, (2, True))", ONE), [1, [2, True]]),
    (python("def f(a):\n    pass", ONE), None),
    (javascript("function f(a) {}", ONE), None),
    (javascript("const f = (a) => [undefined, , null];", ONE), [None, None, None]),
    (javascript("const f = (a) => ({ a: undefined, b: -0 });", ONE), {"b": 0}),
    (javascript("const f = (a) => new Map([['k', new Map()]]);", ONE), {"k": {}}),
    (javascript("const f = (a) => 2n ** 70n;", ONE), 2**70),
    (javascript("const f = (a) => [new Number(7), new String('s'), new Boolean(false)];", ONE), [7, "s", False]),
    (javascript("const f = (a) => Int8Array.of(1, 2);", ONE), [1, 2]),
    (
        javascript("class P { constructor() { this.x = 1; } get y() { return 2; } }\nconst f = (a) => new P();", ONE),
        {"x": 1},
    ),
    (javascript("const f = (a) => ({ toJSON: undefined, v: new Proxy([a], {}) });", ONE), {"v": [1]}),
    (javascript("JSON.stringify = () => '9';\nArray.prototype.map = null;\nconst f = (a) => 's';", ONE), "s"),
]


@pytest.mark.parametrize(("wanted", "value"), PLAIN, ids=lambda each: getattr(each, "source", None))
async def test_values_become_plain_json_whatever_their_class_says(run: Runs, wanted: RunSpec, value: Any) -> None:
    (case,) = (await run(wanted)).cases
    assert (case.verdict, case.got, case.message) == (Verdict.UNCHECKED, value, "")


UNFIT: list[tuple[RunSpec, Verdict, str]] = [
    (python("def f(a):\n    return {1}", ONE), Verdict.WRONG, "The answer holds a set."),
    (python("def f(a):\n    return [iter([])]", ONE), Verdict.WRONG, "The answer holds a list_iterator."),
    (python("async def f(a): pass", ONE), Verdict.WRONG, "The answer holds a coroutine."),
    (python("def f(a):\n    return float('nan')", ONE), Verdict.WRONG, "The answer holds nan, which is no number."),
    (python("def f(a):\n    return {1: 2}", ONE), Verdict.WRONG, "The answer holds a dict with a key of type int."),
    (python("def f(a):\n    return 10**400", ONE), Verdict.WRONG, "The answer holds a number of more than 400 digits."),
    (python("def f(a):\n    x = []\n    x.append(x)\n    return x", ONE), Verdict.WRONG, "The answer is nested more"),
    (python("def f(a):\n    return 'x' * 2**20", ONE), Verdict.OUTPUT_LIMIT, "The answer is larger than 1 MB."),
    (javascript("const f = (a) => new Set();", ONE), Verdict.WRONG, "The answer holds a Set."),
    (javascript("const f = (a) => [() => 1];", ONE), Verdict.WRONG, "The answer holds a function."),
    (javascript("const f = (a) => 0 / 0;", ONE), Verdict.WRONG, "The answer holds NaN, which is no number."),
    (
        javascript("const f = (a) => new Map([[1, 2]]);", ONE),
        Verdict.WRONG,
        "The answer holds a map with a key of type",
    ),
    (javascript("const f = (a) => 10n ** 400n;", ONE), Verdict.WRONG, "The answer holds a number of more than 400"),
    (
        javascript("const f = (a) => { const x = []; x.push(x); return x; };", ONE),
        Verdict.WRONG,
        "The answer is nested",
    ),
    (javascript("const f = (a) => 'x'.repeat(2 ** 20);", ONE), Verdict.OUTPUT_LIMIT, "The answer is larger than 1 MB."),
]


@pytest.mark.parametrize(("wanted", "verdict", "message"), UNFIT, ids=lambda each: getattr(each, "source", None))
async def test_an_answer_that_json_cannot_carry_says_so(
    run: Runs, wanted: RunSpec, verdict: Verdict, message: str
) -> None:
    (case,) = (await run(wanted)).cases
    assert (case.verdict, case.got) == (verdict, None)
    assert case.message.startswith(message)


TRACES: list[tuple[RunSpec, Verdict, str, str]] = [
    (
        python("def g(x):\n    raise ValueError('bad')\n\ndef f(a):\n    return g(a)", ONE),
        Verdict.RUNTIME_ERROR,
        "ValueError: bad",
        'Traceback (most recent call last):\n  File "solution.py", line 5, in f\n    return g(a)\n'
        "  File \"solution.py\", line 2, in g\n    raise ValueError('bad')\nValueError: bad\n",
    ),
    (
        python("def f(a):\n    return (a", ONE),
        Verdict.COMPILE_ERROR,
        "SyntaxError: '(' was never closed (solution.py, line 2)",
        "  File \"solution.py\", line 2\n    return (a\n           ^\nSyntaxError: '(' was never closed\n",
    ),
    (
        javascript("function g(x) {\n  throw new TypeError('bad');\n}\nfunction f(a) {\n  return g(a);\n}", ONE),
        Verdict.RUNTIME_ERROR,
        "TypeError: bad",
        "TypeError: bad\n    at g (solution.js:2:9)\n    at f (solution.js:5:10)",
    ),
    (
        javascript("import 'node:fs';\nfunction f(a) {\n  throw new Error('bad');\n}", ONE),
        Verdict.RUNTIME_ERROR,
        "Error: bad",
        "Error: bad\n    at f (solution.js:3:9)",
    ),
    (
        javascript("function f(a) {\n  return (a;\n}", ONE),
        Verdict.COMPILE_ERROR,
        "SyntaxError: Unexpected token ';'",
        "solution.js:2\n  return (a;\n           ^\n\nSyntaxError: Unexpected token ';'",
    ),
]


@pytest.mark.parametrize(("wanted", "verdict", "message", "trace"), TRACES)
async def test_an_error_shows_the_candidates_own_frames_and_no_others(
    run: Runs, wanted: RunSpec, verdict: Verdict, message: str, trace: str
) -> None:
    (case,) = (await run(wanted)).cases
    assert (case.verdict, case.message) == (verdict, message)
    carets = re.compile(r"^ +[~^]+\n", re.MULTILINE)  # which versions of Python draw where they like
    assert carets.sub("", case.trace) == carets.sub("", trace)


ENDINGS: list[tuple[RunSpec, str]] = [
    (python("import sys\ndef f(a):\n    sys.exit(0)", ONE), "SystemExit: the program ended itself; return the answer"),
    (python("def g(a):\n    return a", ONE), "There is no function called f. Keep the name from the starter code."),
    (python("f = 3", ONE), "There is no function called f."),
    (python("def f(a):\n    return input()", ONE), "EOFError: EOF when reading a line"),
    (python("def f(a, b):\n    return a", ONE), "TypeError: f() missing 1 required positional argument: 'b'"),
    (python("raise RuntimeError('at once')", ONE), "RuntimeError: at once"),
    (javascript("function f(a) { throw 'words'; }", ONE), "Thrown: words"),
    (javascript("function g(a) {}", ONE), "There is no function called f."),
    (javascript("function f(a) { return new Promise(() => {}); }", ONE), "Error: the promise is never settled"),
    (javascript("function f(a) { return f(a); }", ONE), "RangeError: Maximum call stack size exceeded"),
    (javascript("function f(a) { process.exit(0); }", ONE), "Your program ended before it answered, with exit code 0."),
    (javascript("throw new Error('at once');", ONE), "Error: at once"),
]


@pytest.mark.parametrize(("wanted", "message"), ENDINGS, ids=lambda each: getattr(each, "source", None))
async def test_ways_to_give_no_answer(run: Runs, wanted: RunSpec, message: str) -> None:
    (case,) = (await run(wanted)).cases
    assert case.verdict is Verdict.RUNTIME_ERROR
    assert case.message.startswith(message)


TALKATIVE = [
    python("print('loading')\ndef f(a):\n    print('case', a, end='')\n    return a", *echoes(1, 2)),
    javascript("console.log('loading');\nconst f = (a) => (process.stdout.write(`case ${a}`), a);", *echoes(1, 2)),
]


@pytest.mark.parametrize("wanted", TALKATIVE, ids=lambda wanted: wanted.language)
async def test_what_is_printed_is_shown_with_its_case(run: Runs, wanted: RunSpec) -> None:
    assert [case.stdout for case in (await run(wanted)).cases] == ["loading\ncase 1", "case 2"]


LOUD = [
    python("def f(a):\n    print('x' * 200_000)\n    return a", *echoes(1, 2)),
    javascript("const f = (a) => (console.log('x'.repeat(200_000)), a);", *echoes(1, 2)),
]


@pytest.mark.parametrize("wanted", LOUD, ids=lambda wanted: wanted.language)
async def test_more_than_a_pipe_holds_is_printed_before_the_answer(run: Runs, wanted: RunSpec) -> None:
    outcome = await run(wanted)
    assert [(len(case.stdout), case.cut) for case in outcome.cases] == [(65536, True)] * 2
    assert outcome.finished.verdict is Verdict.PASSED


async def test_sets_come_in_the_same_order_every_time(run: Runs) -> None:
    """The hash of text is fixed, so that a program that depends on it fails always or never."""
    elsewhere = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "print(hash('x'))", env={"PYTHONHASHSEED": "0"}, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await elsewhere.communicate()
    assert (await run(python("def f(a):\n    return hash('x')", ONE))).got == [int(said)]


def test_the_shims_caps_are_the_judges() -> None:
    """Programs that cannot import each other agree by this test."""
    shim = (FOLDERS / "python/shim.py").read_text()
    script = (FOLDERS / "javascript/shim.js").read_text()
    assert answers.ANSWER_BYTES == 1024 * 1024
    for text, end in ((shim, ""), (script, ";")):
        assert f"ANSWER_BYTES = 1024 * 1024{end}" in text
        assert f"DEPTH = {answers.DEPTH}{end}" in text
    assert f"LARGEST = 10**{answers.DIGITS}" in shim
    assert f"DIGITS = {answers.DIGITS};" in script
