"""Starter code: what a candidate finds in the file, in each language."""

import ast
import json
import subprocess

import pytest
from hypothesis import given

from server.core.stubs import missing_types, starter, stub
from server.core.task import Signature
from server.core.words import spell, type_word
from tests.core.kinds import class_task
from tests.core.tasks import JAVASCRIPT, PYTHON, part, signature, signatures, style, task

GOLDEN = "free_slots(busy: list[list[int]], day_end: long?, names: dict[string, tuple[int, string]]) -> list[bool?]"

PYTHON_GOLDEN = """\
def free_slots(busy: list[list[int]], day_end: int | None, names: dict[str, tuple[int, str]]) -> list[bool | None]:
    pass
"""

JAVASCRIPT_GOLDEN = """\
/**
 * @param {number[][]} busy
 * @param {number | null} dayEnd
 * @param {Record<string, [number, string]>} names
 * @returns {(boolean | null)[]}
 */
function freeSlots(busy, dayEnd, names) {
}
"""


def test_python_starter_code_is_this() -> None:
    assert stub(signature(GOLDEN), PYTHON) == PYTHON_GOLDEN


def test_javascript_starter_code_is_this() -> None:
    assert stub(signature(GOLDEN), JAVASCRIPT) == JAVASCRIPT_GOLDEN


def test_a_function_without_parameters_has_starter_code_too() -> None:
    assert stub(signature("now() -> any"), PYTHON) == "def now() -> object:\n    pass\n"
    assert stub(signature("now() -> any"), JAVASCRIPT) == "/**\n * @returns {any}\n */\nfunction now() {\n}\n"


@given(signatures())
def test_every_python_stub_is_python(drawn: Signature) -> None:
    ast.parse(stub(drawn, PYTHON))


def test_every_kind_of_type_gives_javascript_that_runs() -> None:
    texts = [GOLDEN, "f(a: any, b: bool, c: float) -> string", "last_2_of(all_of: list[tuple[int?, bool]]) -> int"]
    stubs = "\n".join(stub(signature(text), JAVASCRIPT) for text in texts)
    script = f"{stubs}\nconsole.log(JSON.stringify([freeSlots.name, f.name, last2Of.name]))"
    done = subprocess.run(["node", "-e", script], capture_output=True, text=True, timeout=30, check=True)
    assert json.loads(done.stdout) == ["freeSlots", "f", "last2Of"]


@pytest.mark.parametrize(("name", "camel"), [("a", "a"), ("free_slots", "freeSlots"), ("x_1_of_2", "x1Of2")])
def test_each_language_spells_a_name_its_own_way(name: str, camel: str) -> None:
    assert spell(name, PYTHON) == name
    assert spell(name, JAVASCRIPT) == camel


def test_a_union_inside_a_suffix_is_bracketed_and_nowhere_else() -> None:
    types = signature("f(a: list[int?], b: dict[string, int?], c: list[int]?) -> int").params
    words = [type_word(param.type, JAVASCRIPT) for param in types]
    assert words == ["(number | null)[]", "Record<string, number | null>", "number[] | null"]


def test_a_language_says_which_types_it_lacks() -> None:
    big = signature("f(a: list[bigint]) -> int")
    assert missing_types(big, JAVASCRIPT) == ("bigint",)
    assert missing_types(big, PYTHON) == ()


def test_only_javascript_holds_a_long_in_a_double() -> None:
    assert JAVASCRIPT.only_doubles
    assert not PYTHON.only_doubles


def test_the_candidate_begins_with_the_open_parts_only() -> None:
    both = task(parts=(part("first(a: int) -> int"), part("second(b: int) -> int", 2)))
    assert starter(both, PYTHON) == "def first(a: int) -> int:\n    pass\n"
    assert starter(both, PYTHON, {1, 2}) == (
        "def first(a: int) -> int:\n    pass\n\n\ndef second(b: int) -> int:\n    pass\n"
    )


def test_an_author_may_write_the_starter_code_by_hand() -> None:
    own = task(stubs={"python": "# begin here\n"})
    assert starter(own, PYTHON) == "# begin here\n"
    assert starter(own, JAVASCRIPT).startswith("/**")


def test_a_class_in_rust_has_the_types_that_its_signatures_name() -> None:
    rust = style("rust")
    for made in (starter(class_task(), rust), starter(task(), rust)):
        assert made.startswith("use std::collections::*;\n\npub ")
