"""Starter code as ten languages would write it, from tables alone: `stub_tables/*.toml` in, `*.golden` out."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from sandbox.contract import Callee
from server.core.judging import callees
from server.core.stubs import later_part, missing_types, part_shape, starter, stub
from server.core.task import ClassShape, Param, Part, Signature, Task, Type
from server.core.words import StubStyle, record_name, spell, spell_field, spell_param, stub_style
from tests.core.tasks import JAVASCRIPT, PYTHON, part, signature, signatures, task

TABLES = Path(__file__).parent / "stub_tables"
STYLES = {file.stem: stub_style(tomllib.loads(file.read_text())) for file in sorted(TABLES.glob("*.toml"))}
JAVA, GO, KOTLIN, RUBY = (STYLES[language] for language in ("java", "go", "kotlin", "ruby"))

FIRST = (
    "free_slots(busy: list[list[int]], day_end: long?, names: dict[string, tuple[int, string?]],"
    " all_of: list[list[list[int?]]], char: string, end: list[int?]) -> list[bool?]"
)
SECOND = "second(pairs: list[tuple[int, string?]], maps: list[dict[string, int]]) -> float"


def shape() -> ClassShape:
    constructor = Signature("LRUCache", (Param("cap", Type("int")),), Type("void"))
    return ClassShape(
        "LRUCache", constructor, (signature("get(key: int) -> int?"), _void("put_all", "keys", "list[int]"))
    )


def _void(name: str, param: str, type: str) -> Signature:
    return Signature(name, signature(f"f({param}: {type}) -> int").params, Type("void"))


def two_parts() -> Task:
    return task(parts=(part(FIRST), part(SECOND, 2)))


def class_task() -> Task:
    cases = Signature("", signature("f(calls: list[string]) -> int").params, Type("list", (Type("any"),)))
    return task(kind="class", parts=(Part(1, "A cache", "Write it.", cases, "start", shape()),))


@pytest.mark.parametrize("language", STYLES)
def test_a_function_and_a_class_in_ten_languages(language: str) -> None:
    style = STYLES[language]
    text = starter(two_parts(), style, {1, 2}) + "-----\n" + starter(class_task(), style)
    assert text == (TABLES / f"{language}.golden").read_text()


@pytest.mark.parametrize("style", [PYTHON, JAVASCRIPT, *STYLES.values()], ids=lambda style: style.language)
def test_a_part_that_opens_later_leads_to_the_same_file(style: StubStyle) -> None:
    both = two_parts()
    first = starter(both, style)
    added = later_part(first, both, style, 2)
    assert added
    assert first[: added.at] + added.text + first[added.at :] == starter(both, style, {1, 2})


def test_a_later_part_goes_below_what_cam_has_written() -> None:
    written = "class Solution {\n    // Cam was here\n}\n"
    added = later_part(written, two_parts(), JAVA, 2)
    assert added
    text = written[: added.at] + added.text + written[added.at :]
    assert text.startswith("class Solution {\n    // Cam was here\n\n    double second(")
    assert text.endswith("    }\n}\n")


def test_a_later_part_goes_below_starter_code_that_its_author_wrote_by_hand() -> None:
    own = replace(two_parts(), stubs={"java": "class Solution {\n    // mend me\n}\n"})
    assert starter(own, JAVA) == own.stubs["java"]
    text = starter(own, JAVA, {1, 2})
    assert text.startswith("class Solution {\n    // mend me\n\n    double second(")
    assert text.endswith("    }\n}\n")
    added = later_part(own.stubs["java"], own, JAVA, 2)
    assert added
    assert added.text.strip() in text


def test_a_later_class_goes_below_the_first_in_starter_code_by_hand() -> None:
    first = class_task().parts[0]
    named = replace(shape(), name="Second", constructor=replace(shape().constructor, name="Second"))
    later = replace(first, number=2, unlock="interviewer", shape=named)
    own = replace(class_task(), parts=(first, later), stubs={"python": "class LRUCache:\n    cap = 1\n"})
    assert starter(own, PYTHON, {1, 2}).startswith("class LRUCache:\n    cap = 1\n\n\nclass Second:\n")


def test_a_later_part_finds_a_place_in_a_file_without_its_end_too() -> None:
    broken = later_part("class Solution {\n  // half\n", two_parts(), JAVA, 2)
    assert broken
    assert broken.at == len("class Solution {\n  // half")
    empty = later_part("\n", two_parts(), PYTHON, 2)
    assert empty
    assert (empty.at, empty.text[:11]) == (0, "def second(")


def test_nothing_is_added_where_there_is_no_stub_of_the_part() -> None:
    assert later_part("", two_parts(), PYTHON, 3) is None
    own = task(parts=(part(FIRST), part(SECOND, 2)), stubs={"python": "def second(pairs, maps):\n    pass\n"})
    assert later_part("", own, PYTHON, 2) is None
    assert starter(own, PYTHON, {1, 2}) == own.stubs["python"]
    program = Part(2, "", "", Signature("", (), Type("string")), "interviewer")
    assert part_shape(program) is None
    assert later_part("", task(kind="stdin", parts=(part(FIRST), program)), PYTHON, 2) is None


def test_a_program_begins_with_what_its_language_says() -> None:
    style = stub_style({"id": "c", "file": "main.c", "program": {"starter": "int main(void) {\n}\n"}})
    assert starter(task(kind="stdin"), style) == "int main(void) {\n}\n"
    assert starter(task(kind="stdin"), PYTHON) == ""
    assert starter(task(kind="sql"), PYTHON) == ""
    assert style.types == {}


def test_a_word_of_the_language_gets_an_underscore_wherever_it_is_a_name() -> None:
    assert (spell("len", GO), spell_param("len", GO), spell("to_string", JAVA)) == ("len_", "len_", "toString_")
    assert spell_param("day_end", STYLES["csharp"]) == "dayEnd"
    assert spell("free_slots", STYLES["csharp"]) == "FreeSlots"


def test_a_tuple_has_one_name_and_its_values_have_names() -> None:
    types = "tuple[int], tuple[int, string], tuple[bool?, list[int], dict[string, float]], tuple[int, int, int, int]"
    found = signature(f"f(a: tuple[{types}]) -> int").params[0].type
    names = [record_name(type) for type in found.inner]
    assert names == ["IntSingle", "IntStringPair", "BoolOrNullIntListFloatMapTriple", "IntIntIntIntTuple4"]
    assert [spell_field(0, JAVA), spell_field(8, JAVA)] == ["first", "item9"]
    assert [spell_field(0, GO), spell_field(8, GO)] == ["First", "Item9"]
    assert spell_field(8, RUBY) == "item_9"


def test_a_type_of_a_part_before_is_not_made_twice_and_inner_ones_come_first() -> None:
    nested = task(parts=(part("f(a: tuple[tuple[int, int], int]) -> tuple[int, int]"),))
    text = starter(nested, GO)
    assert text.count("type IntIntPair struct") == 1
    assert text.index("type IntIntPair struct") < text.index("type IntIntPairIntPair struct")


def test_what_is_there_already_is_told_above_the_first_use() -> None:
    walk = Signature("walk", (Param("head", Type("linked", (Type("int"),))),), Type("tree", (Type("int"),)))
    linked = task(parts=(Part(1, "", "", walk, "start"),))
    assert starter(linked, JAVA).splitlines()[3:6] == [
        "    // There is: class ListNode<T> { T val; ListNode<T> next; }",
        "",
        "    // There is: class TreeNode<T> { T val; TreeNode<T> left, right; }",
    ]
    assert "TreeNode<Integer> walk(ListNode<Integer> head)" in starter(linked, JAVA)


def test_a_language_says_what_it_lacks_for_a_class() -> None:
    assert missing_types(shape(), JAVA) == ()
    bare = stub_style(
        {"id": "x", "file": "x.x", "stub": {"names": "snake", "parameter": "", "template": "", "types": {}}}
    )
    assert missing_types(shape(), bare) == ("class", "int", "list", "optional", "void")


def test_a_way_to_write_names_that_nobody_knows_is_said() -> None:
    stub = {"names": "kebab", "parameter": "", "template": "", "types": {}}
    with pytest.raises(ValueError, match="'kebab': use one of snake, camel, pascal"):
        stub_style({"id": "x", "file": "x.x", "stub": stub})


def test_what_may_be_called_goes_with_the_run_in_the_languages_words() -> None:
    assert callees(two_parts(), JAVA) == (
        Callee(
            "freeSlots",
            ("int[][]", "Long", "Map<String, IntStringOrNullPair>", "List<Integer[][]>", "String", "Integer[]"),
            "Boolean[]",
        ),
    )
    assert [callee.name for callee in callees(two_parts(), JAVA, {1, 2})] == ["freeSlots", "second"]
    assert callees(class_task(), GO) == (
        Callee("LRUCache", ("int",), of="LRUCache", constructs=True),
        Callee("get", ("int",), "*int", "LRUCache"),
        Callee("putAll", ("[]int",), "", "LRUCache"),
    )
    program = Part(1, "", "", Signature("", (), Type("string")), "start")
    assert callees(task(kind="stdin", parts=(program,)), GO) == ()


def test_a_function_that_returns_nothing_is_lent_what_it_changes() -> None:
    in_place = Signature("turn_round", signature("f(items: list[int], by: int) -> int").params, Type("void"))
    assert "turn_round(items: &mut Vec<i32>, by: i32) {" in stub(in_place, STYLES["rust"])
    assert "func turnRound(_ items: inout [Int], _ by: Int)" in stub(in_place, STYLES["swift"])
    assert "put_all(&mut self, mut keys: Vec<i32>)" in stub(shape(), STYLES["rust"])


@given(signatures())
def test_no_signature_leaves_a_gap_in_any_table(drawn: Signature) -> None:
    both = task(parts=(Part(1, "One", "Do it.", drawn, "start"),))
    for style in STYLES.values():
        if missing_types(drawn, style):
            continue
        text = starter(both, style)
        assert spell(drawn.name, style) in text
        assert not any(word in text for word in ("{T}", "{B}", "{NAME}", "{type}", "{name}"))
        (callee,) = callees(both, style)
        assert len(callee.params) == len(drawn.params)
        assert all(callee.params)
