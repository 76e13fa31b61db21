"""Signatures: one line of text to a typed value and back, and a useful sentence for everything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.signature import (
    SignatureFault,
    format_signature,
    format_type,
    parse_signature,
    type_names,
)
from server.core.task import Param, Signature, Type
from tests.core.tasks import signature, signatures

INT = Type("int")


def test_a_signature_is_read_into_names_and_types() -> None:
    parsed = parse_signature("free_slots(busy: list[list[int]], start: int, note: string?) -> dict[string, int]")
    assert parsed == Signature(
        "free_slots",
        (
            Param("busy", Type("list", (Type("list", (INT,)),))),
            Param("start", INT),
            Param("note", Type("optional", (Type("string"),))),
        ),
        Type("dict", (INT,)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "now() -> long",
        "  pair ( a:int ,b : float )->tuple[ int,float , bool ] ",
        "f(xs: list[int?]?, names: dict[string, list[string]]) -> void",
        "f(anything: any, big: bigint) -> any",
        "f(list: int) -> int",
    ],
)
def test_spaces_do_not_matter_and_the_canonical_spelling_reads_back(text: str) -> None:
    parsed = signature(text)
    assert parse_signature(format_signature(parsed)) == parsed


@given(signatures())
def test_every_signature_survives_being_written_and_read(drawn: Signature) -> None:
    assert parse_signature(format_signature(drawn)) == drawn


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    assert isinstance(parse_signature(text), Signature | SignatureFault)


@given(st.text("()[]:,->? intlsdcg_", max_size=40))
def test_no_almost_signature_makes_the_reader_fail(text: str) -> None:
    assert isinstance(parse_signature(f"f{text}"), Signature | SignatureFault)


def test_a_type_is_written_as_an_author_writes_it() -> None:
    nested = signature("f(x: dict[string, list[tuple[int, bool?]]]) -> int").params[0].type
    assert format_type(nested) == "dict[string, list[tuple[int, bool?]]]"


def test_the_names_of_all_types_are_found_at_any_depth() -> None:
    found = type_names(signature("f(x: dict[string, list[bigint?]]) -> tuple[bool, int]"))
    assert found == {"dict", "list", "optional", "bigint", "tuple", "bool", "int"}


@pytest.mark.parametrize(
    ("text", "what", "mend"),
    [
        ("", "ends where the function's name should be", "name(p: int) -> int"),
        ("free_slots", "expected '(' after the function's name 'free_slots', found the end", "name(p: int"),
        ("freeSlots(a: int) -> int", "'freeSlots' is not a function's name in snake_case", "Write free_slots"),
        ("HTTPGet(a: int) -> int", "not a function's name in snake_case", "Write http_get"),
        ("_f(a: int) -> int", "not a function's name", "Write f"),
        ("f(a__b: int) -> int", "'a__b' is not a parameter's name", "Write a_b"),
        ("f(__: int) -> int", "'__' is not a parameter's name", "lower-case letters and digits"),
        ("f(class: int) -> int", "'class' is a reserved word", "Give the parameter another name"),
        ("new(a: int) -> int", "'new' is a reserved word", "Give the function another name"),
        ("f(a_1: int, a1: int) -> int", "'a_1' and 'a1' are the same name in some languages", "Rename one"),
        ("f(a: int, a: int) -> int", "'a' and 'a' are the same name", "Rename one"),
        ("f(a) -> int", "expected ':' after the parameter's name 'a', found ')'", "name(p: int"),
        ("f(a: int b: int) -> int", "expected ',' between two parameters, found 'b'", "name(p: int"),
        ("f(a: int,) -> int", "there is ')' where the parameter's name should be", "name(p: int)"),
        ("f(a: ) -> int", "there is ')' where a type should be", "name(p: int)"),
        ("f(a: int", "expected ',' between two parameters, found the end", "name(p: int"),
        ("f(a: int)", "does not say what is returned", "End it with -> and a type"),
        ("f(a: int) -> ", "ends where a type should be", "name(p: int)"),
        ("f(a: int): int", "expected '->' after the parameters, found ':'", "name(p: int"),
        ("f(a: int) -> int int", "more after the return type: 'int'", "End the signature"),
        ("f(a: str) -> int", "the type 'str' is unknown", "Did you mean string?"),
        ("f(a: Boolean) -> int", "the type 'Boolean' is unknown", "Did you mean bool?"),
        ("f(a: flaot) -> int", "the type 'flaot' is unknown", "Did you mean float?"),
        ("f(a: Money) -> int", "the type 'Money' is unknown", "Known types: int, long"),
        ("f(a: Optional[int]) -> int", "the type 'Optional' is unknown", "Write T?"),
        ("f(a: tree[int]?) -> int", "tree? says no more than tree does", "Write tree."),
        ("f(a: tree[int?]) -> int", "the nodes of a tree cannot hold int?", "such as tree[int]"),
        ("f(a: linked[tree[int]]) -> int", "the nodes of a linked cannot hold tree[int]", "such as linked[int]"),
        ("f(a: int | None) -> int", "the character '|' means nothing", "Write T?"),
        ("f(a: int = 3) -> int", "the character '=' means nothing", "Leave the default out"),
        ("f(*a: int) -> int", "the character '*' means nothing", "use list[T]"),
        ("f(a: list<int>) -> int", "the character '<' means nothing", "square brackets"),
        ("f(a: int); -> int", "the character ';' means nothing", "name(p: int"),
        ("f(a: int[]) -> int", "'int' is followed by '['", "Write list[T]"),
        ("f(a: list) -> int", "expected '[' after list: its inner type, such as list[int]", "name(p: int"),
        ("f(a: dict) -> int", "such as dict[string, int]", "name(p: int"),
        ("f(a: list[int, int]) -> int", "list has 2 inner types", "exactly one: list[T]"),
        ("f(a: dict[int, int]) -> int", "a dict's keys are always strings", "list[tuple[K, V]]"),
        ("f(a: dict[string]) -> int", "a dict's keys are always strings", "dict[string, T]"),
        ("f(a: list[int) -> int", "expected ']' to close list[, found ')'", "name(p: int"),
        ("f(a: int??) -> int", "int?? says no more than int? does", "one '?' at most"),
        ("f(a: any?) -> int", "any? says no more than any does", "Write any."),
        ("f(a: void) -> int", "the parameter 'a' is void", "only a function is void"),
        ("f(a: list[void]) -> int", "there is a void inside list", "only a function is void"),
        ("f(a: " + "list[" * 9 + "int" + "]" * 9 + ") -> int", "nested more than 8 deep", "flatter"),
        ("f" * 1001, "the signature is 1001 characters long", "Keep it under 1000"),
    ],
)
def test_what_is_no_signature_is_told_with_its_mend(text: str, what: str, mend: str) -> None:
    fault = parse_signature(text)
    assert isinstance(fault, SignatureFault)
    assert what in fault.what
    assert mend in fault.mend
