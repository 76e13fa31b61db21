"""An author's pytest suite judged through the wall: the candidate's code in one container, the tests in another."""

from dataclasses import replace
from textwrap import dedent

import docker
import pytest

from sandbox.builder import build
from sandbox.client import SandboxClient
from sandbox.contract import Callee, CaseJudged, Finished, Limits, SuiteSpec, Verdict
from tests.sandbox.relay import Relay

pytestmark = pytest.mark.docker

STACK = """
    LIMIT = 7

    class Empty(IndexError):
        pass

    class Stack:
        def __init__(self):
            self.items = []

        def push(self, item):
            self.items.append(item)
            print("pushed", item)

        def pop(self):
            if not self.items:
                raise Empty("nothing here")
            return self.items.pop()

        def __len__(self):
            return len(self.items)

        def __iter__(self):
            return iter(self.items)

    def total(numbers):
        if not numbers:
            raise ValueError("no numbers")
        return sum(numbers)

    def each(items, function):
        return [function(item) for item in items]
"""

TESTS = """
    import pytest
    import candidate
    from candidate import LIMIT, Empty, Stack, each, total

    def test_last_in_first_out():
        stack = Stack()
        stack.push(1)
        stack.push([2])
        assert stack.pop() == [2]
        assert len(stack) == 1
        assert stack.items == [1]
        assert list(stack) == [1]

    def test_errors_by_name():
        with pytest.raises(ValueError, match="no numbers"):
            total([])
        with pytest.raises(Empty):
            Stack().pop()
        with pytest.raises(IndexError):
            Stack().pop()

    def test_a_value():
        assert LIMIT == 7

    def test_calls_back():
        seen = []
        assert each([1, 2, 3], lambda item: seen.append(item) or item * 2) == [2, 4, 6]
        assert seen == [1, 2, 3]

    def test_calls_back_into_the_candidate():
        stack = Stack()
        each([1, 2], lambda item: stack.push(item))
        assert len(stack) == 2

    def test_output():
        with candidate.output() as out:
            Stack().push(5)
        assert out.text == "pushed 5\\n"

    @pytest.mark.parametrize("count", [1, 2, 3])
    def test_many(count):
        assert total([1] * count) == count

    @pytest.mark.hidden
    def test_hidden():
        assert total([1, 2]) == 3
"""


def names(tests: str) -> tuple[str, ...]:
    lines = dedent(tests).splitlines()
    return tuple(f"test_it.py::{line[4:].split('(')[0]}" for line in lines if line.startswith("def test_"))


def suite(source: str, tests: str = TESTS, **more: object) -> SuiteSpec:
    fields = {"limits": Limits(cpu_seconds=1, wall_seconds=3), "cases": names(tests), **more}
    return SuiteSpec("suite-1", "python", dedent(source), {"test_it.py": dedent(tests)}, **fields)  # type: ignore[arg-type]


async def judged(sandbox: SandboxClient, spec: SuiteSpec) -> tuple[dict[str, CaseJudged], Finished]:
    pieces = [piece async for piece in sandbox.suite(spec)]
    cases = {piece.case.partition("::")[2]: piece for piece in pieces if isinstance(piece, CaseJudged)}
    finished = pieces[-1]
    assert isinstance(finished, Finished)
    return cases, finished


async def test_a_right_solution_passes_a_whole_suite(sandbox: SandboxClient) -> None:
    cases, finished = await judged(sandbox, suite(STACK))
    assert {name: case.verdict for name, case in cases.items() if case.verdict is not Verdict.PASSED} == {}, cases
    assert (finished.verdict, finished.passed, finished.total) == (Verdict.PASSED, 8, 8)


async def test_marks_narrow_a_suite(sandbox: SandboxClient) -> None:
    cases, _ = await judged(sandbox, suite(STACK, cases=("test_it.py::test_hidden",), marked="hidden"))
    assert [case.verdict for case in cases.values()] == [Verdict.PASSED]


async def test_what_is_wrong_is_told_test_by_test_in_the_tests_own_words(sandbox: SandboxClient) -> None:
    wrong = STACK.replace("return sum(numbers)", "return max(numbers)")
    cases, finished = await judged(sandbox, suite(wrong))
    assert cases["test_many"].verdict is Verdict.WRONG
    assert "assert 1 == 2" in cases["test_many"].message
    assert cases["test_last_in_first_out"].verdict is Verdict.PASSED
    assert (finished.verdict, finished.passed) == (Verdict.WRONG, 6)


CHEATS = {
    "is equal to everything": "class Any:\n    __eq__ = lambda self, other: True\ndef f(): return Any()",
    "is a number equal to everything": "class Any(int):\n    __eq__ = lambda self, other: True\ndef f(): return Any()",
    "patches what tests compare with": "import operator\noperator.eq = lambda *a: True\ndef f(): return 0",
    "plants a pytest of its own": "import sys\nsys.modules['pytest'] = sys\ndef f(): return 0",
    "exits as if all were well": "import os\ndef f(): os._exit(0)",
    "forges a result": 'import os\ndef f():\n    os.write(4, b\'{"id":"1","ok":1}\\n\')\n    return 0',
    "forges a handle": "def f(): return {'$obj': 'h1', 'class': 'int'}",
    "calls back what nobody gave": "import os\nimport json, sys\ndef f():\n"
    "    id = sys._getframe(3).f_locals.get('request', {}).get('id', '')\n"
    "    os.write(4, json.dumps({'id': id, 'callback': 'f1', 'args': []}).encode() + b'\\n')\n    return 0",
    "never ends": "def f():\n    while True: pass",
    "dies": "import os\ndef f(): os.kill(os.getpid(), 11)",
}


@pytest.mark.parametrize("cheat", CHEATS)
async def test_no_cheat_makes_a_test_pass(sandbox: SandboxClient, cheat: str) -> None:
    tests = (
        "from candidate import f\n\ndef test_one():\n    assert f() == 1\n\ndef test_again():\n    assert f() == 1\n"
    )
    cases, finished = await judged(sandbox, suite(CHEATS[cheat], tests))
    assert [case.verdict for case in cases.values() if case.verdict is Verdict.PASSED] == []
    assert finished.passed == 0


async def test_a_program_that_died_is_started_again_for_the_next_test(sandbox: SandboxClient) -> None:
    source = "import os\ndef f(n):\n    if n == 1: os._exit(3)\n    return n"
    tests = (
        "from candidate import f\n\ndef test_one():\n    assert f(1) == 1\n\ndef test_two():\n    assert f(2) == 2\n"
    )
    cases, _ = await judged(sandbox, suite(source, tests))
    assert {name: case.verdict for name, case in cases.items()} == {
        "test_one": Verdict.RUNTIME_ERROR,
        "test_two": Verdict.PASSED,
    }


async def test_a_test_that_does_not_work_is_the_authors_fault(sandbox: SandboxClient) -> None:
    tests = "import candidate\n\ndef test_one():\n    assert undefined_name\n"
    cases, _ = await judged(sandbox, suite(STACK, tests))
    assert cases["test_one"].verdict is Verdict.INTERNAL_ERROR
    assert cases["test_one"].message.startswith("The test itself does not work: NameError")


async def test_a_suite_that_cannot_be_read_gives_every_case_a_verdict(sandbox: SandboxClient) -> None:
    cases, finished = await judged(sandbox, suite(STACK, "def test_one(:\n    pass\n"))
    assert cases["test_one"].verdict is Verdict.INTERNAL_ERROR
    assert finished.passed == 0


async def test_code_that_does_not_load_fails_every_test_with_the_reason(sandbox: SandboxClient) -> None:
    cases, finished = await judged(sandbox, suite("def f(:\n", "def test_one():\n    pass\n"))
    assert cases["test_one"].verdict is Verdict.COMPILE_ERROR
    assert finished.verdict is Verdict.COMPILE_ERROR


async def test_callbacks_are_bounded(sandbox: SandboxClient) -> None:
    source = "def f(function):\n    for _ in range(100_000): function()"
    tests = (
        "from candidate import f\nimport pytest\n\ndef test_one():\n"
        "    with pytest.raises(RuntimeError, match='too many calls'):\n        f(lambda: None)\n"
    )
    cases, _ = await judged(sandbox, suite(source, tests, limits=Limits(cpu_seconds=10, wall_seconds=30)))
    assert cases["test_one"].verdict in (Verdict.PASSED, Verdict.TIME_LIMIT), cases


async def test_no_byte_of_the_tests_crosses_into_the_candidates_container(sandbox: SandboxClient, relay: Relay) -> None:
    """The tests themselves go to the engine once, on their way into their own container, and never again."""
    secret = "expected-canary-4711"
    tests = f"from candidate import f\n\ndef test_one():\n    assert f('input-canary') == '{secret}'\n"
    cases, _ = await judged(sandbox, suite("def f(a):\n    return a", tests))
    assert cases["test_one"].verdict is Verdict.WRONG
    assert relay.sent.count(secret.encode()) == 1
    assert relay.sent.count(b"input-canary") == 3  # in the test, in the call, in the answer that the test gets


SAME = """
    import pytest
    from candidate import Counter, EmptyError, biggest

    def test_a_function():
        assert biggest([3, 9, 4]) == 9

    def test_an_error_by_name():
        with pytest.raises(EmptyError, match="nothing"):
            biggest([])

    def test_objects():
        one, other = Counter(5), Counter(0)
        one.add(2)
        assert (one.value(), other.value()) == (7, 0)

    def test_objects_have_nothing_else_here():
        with pytest.raises(TypeError, match="cannot be asked"):
            len(Counter(1))
"""
ELSEWHERE = {
    "javascript": """
        class EmptyError extends Error { get name() { return "EmptyError"; } }
        class Counter {
          constructor(start) { this.count = start; }
          add(n) { this.count += n; }
          value() { return this.count; }
        }
        function biggest(numbers) {
          if (!numbers.length) throw new EmptyError("nothing here");
          return Math.max(...numbers);
        }
    """,
    "ruby": """
        class EmptyError < StandardError; end
        class Counter
          def initialize(start) = @count = start
          def add(n) = @count += n
          def value = @count
        end
        def biggest(numbers)
          raise EmptyError, "nothing here" if numbers.empty?
          numbers.max
        end
    """,
}


@pytest.mark.parametrize("language", ELSEWHERE)
async def test_the_same_suite_judges_code_in_other_languages(
    sandbox: SandboxClient, client: docker.DockerClient, language: str
) -> None:
    build(client, language, print)
    spec = replace(suite(ELSEWHERE[language], SAME), language=language)
    cases, finished = await judged(sandbox, spec)
    assert {name: case.message for name, case in cases.items() if case.verdict is not Verdict.PASSED} == {}
    assert finished.passed == 4


async def test_a_compiled_language_needs_to_be_told_the_names(
    sandbox: SandboxClient, client: docker.DockerClient
) -> None:
    build(client, "cpp", print)
    source = """
        #include <bits/stdc++.h>
        class Counter {
            int count;
          public:
            Counter(int start) : count(start) {}
            void add(int n) { count += n; }
            int value() { return count; }
        };
        int biggest(std::vector<int> numbers) { return *std::max_element(numbers.begin(), numbers.end()); }
    """
    callees = (
        Callee("biggest", ("vector<int>",), "int"),
        Callee("Counter", ("int",), of="Counter", constructs=True),
        Callee("add", ("int",), "void", of="Counter"),
        Callee("value", (), "int", of="Counter"),
    )
    tests = SAME.replace("Counter, EmptyError, biggest", "Counter, biggest").split("def test_an_error_by_name")[0]
    spec = replace(suite(source, tests), language="cpp", callees=callees)
    cases, finished = await judged(sandbox, spec)
    assert (finished.passed, finished.total) == (1, 1), cases
