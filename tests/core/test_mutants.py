"""Small mistakes made on purpose: each differs in one place, stays readable, and is Python still."""

import ast

import pytest

from server.core.mutants import MOST, mutants

FEE = '''\
# The first twenty minutes are free.
def fee(minutes: int, rates: "list[int]" = []) -> int:
    """Cents; 20 minutes are 0."""
    if minutes <= 20 and not rates:
        return 0  # free
    return max(pow(minutes, 2), len(rates)) + 59
'''


def words(source: str) -> list[str]:
    return [mutant.what for mutant in mutants(source)]


def test_every_sort_of_mistake_is_made() -> None:
    assert set(words(FEE)) == {
        "<= became <",
        "20 became 21",
        "20 became 19",
        "and became or",
        "not was left out",
        "this branch is never taken",
        "0 became 1",
        "0 became -1",
        "max became min",
        "the first two arguments changed places",
        "+ became -",
        "2 became 3",
        "2 became 1",
        "59 became 60",
        "59 became 58",
    }


def test_a_mutant_keeps_every_other_character() -> None:
    mutant = next(each for each in mutants(FEE) if each.what == "<= became <")
    assert mutant.line == 4
    assert mutant.source == FEE.replace("minutes <= 20", "(minutes < 20)")


@pytest.mark.parametrize(
    ("source", "what", "changed"),
    [
        ("def f(a, b): return a or b\n", "or became and", "def f(a, b): return (a and b)\n"),
        ("def f(a): return a - 1\n", "- became +", "def f(a): return (a + 1)\n"),
        ("def f(a): return sorted(a)\n", "sorted became list", "def f(a): return list(a)\n"),
        ("def f(a): return 1 if a else 2\n", "this branch is never taken", "def f(a): return 1 if False else 2\n"),
        ("def f(ä): return 'é' < ä\n", "< became <=", "def f(ä): return ('é' <= ä)\n"),
        ("def f(a):\n    return (0 <\n        a)\n", "< became <=", "def f(a):\n    return ((0 <= a))\n"),
    ],
)
def test_a_mistake_stands_where_the_right_thing_stood(source: str, what: str, changed: str) -> None:
    assert changed in [each.source for each in mutants(source) if each.what == what]


@pytest.mark.parametrize(
    "source",
    [
        "from good import *\n",
        "def f(a: tuple[1, 2]) -> 3: return a\n",
        "def f(a): return f'{a + 1}'\n",
        "def f(a): return g(*a, b)\n",
        "def f(a): return a * a\n",
        "def f(a, b): return a is b\n",
        "def f(:\n",
        "x = '\0'\n",
    ],
)
def test_nothing_is_made_where_no_mistake_could_be(source: str) -> None:
    assert mutants(source) == ()


def test_a_change_that_is_no_python_or_no_change_is_left_out() -> None:
    assert [each.what for each in mutants("match x:\n    case {0: y}: pass\n")] == ["0 became 1"]  # {(-1): y} is none
    assert mutants("def f(a): return max(a, a)\n")[0].what == "max became min"
    assert len(mutants("def f(a): return g(a, a)\n")) == 0


def test_of_a_long_solution_the_mistakes_are_of_all_sorts_and_from_everywhere() -> None:
    source = "\n".join(f"def f{n}(a):\n    return a + {n} if a < {n} else a" for n in range(40))
    made = mutants(source)
    assert len(made) == MOST
    assert len({each.what.split()[-1] for each in made if "became" in each.what} & {"-", "<="}) == 2
    assert made[-1].line > 40
    assert all(ast.parse(each.source) for each in made)
