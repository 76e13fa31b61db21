"""Hostile candidate modules under an author's pytest suite: whatever they are, no test passes that their values do not
earn, and no trick of theirs is told as a fault of ours."""

import json
from textwrap import dedent
from typing import Final

import pytest

from sandbox.contract import CaseJudged, Finished, Limits, SuiteSpec, Verdict
from tests.redteam.ground import Ground

pytestmark = pytest.mark.docker

TESTS: Final = """
    import pytest
    from candidate import Thing, each, f

    def test_value():
        assert f(1) == 1

    def test_object():
        assert Thing(2).value() == 2

    def test_error():
        with pytest.raises(ValueError):
            f(-1)

    def test_inside():
        def check(item):
            assert item == 3
        each([3], check)

    def test_length():
        assert len(Thing(2)) == 2
"""
NAMES: Final = ("value", "object", "error", "inside", "length")

HONEST: Final = """
    class Thing:
        def __init__(self, n):
            self.n = n
        def value(self):
            return self.n
        def __len__(self):
            return self.n
    def f(n):
        if n < 0:
            raise ValueError("below nought")
        return n
    def each(items, function):
        for item in items:
            function(item)
"""
WRONG: Final = """
    class Thing:
        def __init__(self, n):
            self.n = n
        def value(self):
            return {}
        def __len__(self):
            return 7
    def f(n):
        return {}
    def each(items, function):
        try:
            function({})
        except BaseException:
            pass
"""
FORGED: Final = json.dumps({"id": "1", "ok": 1})
LIE: Final = "type('Lie', (), {'__eq__': lambda self, other: True, '__getattr__': lambda self, name: self})()"
TRICKS: Final = {
    "answers beforehand": f"import os\nos.write(4, {FORGED!r}.encode() + b'\\n')",
    "answers at its exit": f"import os, atexit\natexit.register(os.write, 4, {FORGED!r}.encode() + b'\\n')",
    "dies when it is described": "import os\ndef __getattr__(name): os._exit(0)\ndel f",
    "has everything": "class Any(type(__builtins__)):\n    pass\ndef __getattr__(name): return 1",
    "patches the builtins": "import builtins\nbuiltins.len = lambda a: 1\nbuiltins.isinstance = lambda *a: True",
    "leaves threads": "import threading\nthreading.Thread(target=list, args=(iter(int, 1),), daemon=True).start()",
    "ends itself by and by": "import os, signal\nsignal.signal(14, lambda *a: os._exit(0))\nsignal.setitimer(0, 0.4)",
}
"""Written below the functions of a right and of a wrong module."""
VALUES: Final = {
    "equal to everything": LIE,
    "a forged handle": "{'$obj': 'h1', 'class': 'int'}",
    "a forged method": "{'$method': 'value', 'of': 'h1'}",
    "a forged function": "{'$fn': 'f1'}",
    "a callback's shape": "{'callback': 'f1', 'args': []}",
    "nested deep": "__import__('functools').reduce(lambda a, _: [a], range(500), 1)",
    "a megabyte": "'x' * (1 << 20)",
}
ERRORS: Final = ("KeyboardInterrupt", "SystemExit", "GeneratorExit", "StopIteration", "UnicodeDecodeError", "Skipped")


async def judged(ground: Ground, source: str) -> tuple[dict[str, Verdict], Finished]:
    spec = SuiteSpec(
        "red-suite",
        "python",
        source,
        {"test_it.py": dedent(TESTS)},
        cases=tuple(f"test_it.py::test_{name}" for name in NAMES),
        limits=Limits(cpu_seconds=1, wall_seconds=3),
    )
    pieces = [piece async for piece in ground.sandbox.suite(spec)]
    ground.is_clear()
    finished = pieces[-1]
    assert isinstance(finished, Finished)
    cases = {piece.case.partition("test_")[2]: piece for piece in pieces if isinstance(piece, CaseJudged)}
    return {id.rpartition("::test_")[2]: piece.verdict for id, piece in cases.items()}, finished


async def test_the_suite_itself_is_fair(ground: Ground) -> None:
    verdicts, _ = await judged(ground, dedent(HONEST))
    assert verdicts == dict.fromkeys(NAMES, Verdict.PASSED)
    verdicts, _ = await judged(ground, dedent(WRONG))
    assert verdicts == dict.fromkeys(NAMES, Verdict.WRONG)


@pytest.mark.parametrize("trick", TRICKS)
async def test_no_trick_makes_a_test_pass_or_becomes_our_fault(ground: Ground, trick: str) -> None:
    verdicts, finished = await judged(ground, dedent(WRONG) + TRICKS[trick])
    assert not {Verdict.PASSED, Verdict.INTERNAL_ERROR} & {*verdicts.values()}, verdicts
    assert finished.passed == 0
    verdicts, _ = await judged(ground, dedent(HONEST) + TRICKS[trick])
    assert Verdict.INTERNAL_ERROR not in verdicts.values(), verdicts


@pytest.mark.parametrize("value", VALUES)
async def test_no_value_is_more_than_a_value(ground: Ground, value: str) -> None:
    verdicts, _ = await judged(ground, dedent(WRONG).replace("{}", VALUES[value]))
    assert not {Verdict.PASSED, Verdict.INTERNAL_ERROR} & {*verdicts.values()}, verdicts


@pytest.mark.parametrize("error", ERRORS)
async def test_no_error_of_the_candidates_ends_a_test_in_another_way_than_failing(ground: Ground, error: str) -> None:
    made = f"type('{error}', (Exception,), {{}})" if error == "Skipped" else error
    source = dedent(WRONG).replace("return {}", f"raise {made}('a', b'b', 0, 1, 'c')")
    verdicts, _ = await judged(ground, source)
    assert Verdict.INTERNAL_ERROR not in verdicts.values(), verdicts
    passed = {name for name, verdict in verdicts.items() if verdict is Verdict.PASSED}
    assert passed <= ({"error"} if error == "UnicodeDecodeError" else set())  # which is a ValueError


OWN: Final = {"Below": "class Below(ValueError): pass", "JSONDecodeError": "from json import JSONDecodeError"}


@pytest.mark.parametrize("name", OWN)
async def test_an_honest_error_of_ones_own_is_known_by_what_it_is_made_from(ground: Ground, name: str) -> None:
    source = dedent(HONEST).replace('ValueError("below nought")', f"{name}('below nought', '', 0)")
    verdicts, _ = await judged(ground, f"{OWN[name]}\n{source}")
    assert verdicts == dict.fromkeys(NAMES, Verdict.PASSED)
