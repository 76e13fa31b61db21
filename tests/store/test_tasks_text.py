"""YAML and JSON as text: what means the same in both is read as the same, and nothing makes a reader fail."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.store.task_format.json_text import plain_json, read_json
from server.store.task_format.nodes import Fault, Node
from server.store.task_format.yaml_text import read_yaml
from tests.core.tasks import JSON

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is slow now and then: that is not a finding."""


def plain(read: Node | tuple[Fault, ...]) -> Any:
    assert isinstance(read, Node), read
    return read.plain()


@patient
@given(JSON)
def test_json_is_read_as_the_standard_library_reads_it(value: Any) -> None:
    assert plain(read_json(json.dumps(value))) == value
    assert plain(read_json(json.dumps(value, indent=1, ensure_ascii=False))) == value


@patient
@given(st.lists(st.integers() | st.booleans() | st.none() | st.text("abc \"'\\:#,[]{}?!&*-", max_size=8), max_size=5))
def test_yaml_reads_json_as_json(values: list[Any]) -> None:
    assert plain(read_yaml(json.dumps({"values": values}))) == {"values": values}


@patient
@given(st.text("ab1:,-?!&*|>'\"%@`#{}[]\\ \t\n\u2028\x07é", max_size=40))
def test_no_text_makes_a_reader_fail(text: str) -> None:
    for read in (read_yaml(text), read_json(text)):
        assert isinstance(read, Node) or all(isinstance(fault, Fault) for fault in read)


def same_without_lines(text: str) -> bool:
    read = read_json(text)
    return repr(plain_json(text)) == repr(read.plain() if isinstance(read, Node) else None)


@patient
@given(JSON, st.text('[]{}",:0eE.-\\ud8 \n', max_size=3), st.integers(0, 200))
def test_json_without_its_lines_is_the_same_or_refused_alike(value: Any, more: str, at: int) -> None:
    text = json.dumps(value)
    assert same_without_lines(text)
    assert same_without_lines(text[:at] + more + text[at:])


def test_json_without_its_lines_keeps_the_same_rules() -> None:
    texts = ['{"a": 1, "a": 2}', "NaN", "-Infinity", "1e999", "9" * 500, "[" * 101 + "]" * 101, "[" * 100 + "]" * 100]
    texts += ["[" * 100_000, r'"\ud800"', r'"\ud83d\ude00"', '"\x01"', "", "[1,]", "\ufeff1", "-0", "1.50", "[1] 2"]
    assert [text[:40] for text in texts if not same_without_lines(text)] == []


@patient
@given(st.binary(max_size=40))
def test_no_bytes_make_a_reader_fail(content: bytes) -> None:
    text = content.decode(errors="surrogateescape")
    assert isinstance(read_json(text), Node | tuple)
    assert isinstance(read_yaml(content.decode(errors="replace")), Node | tuple)


def test_words_that_other_readers_of_yaml_guess_at_stay_text() -> None:
    words = "[no, on, Yes, True, NULL, ~, 10:30, 012, 2024-01-02, 0x1F, 1_000, .5, 5., +1, .inf, NaN, 1e]"
    assert plain(read_yaml(words)) == [word.strip() for word in words.strip("[]").split(",")]


def test_numbers_true_false_and_null_are_what_they_are_in_json() -> None:
    assert plain(read_yaml("[null, true, false, 0, -12, 1.50, 1e3, -2E-2]")) == [
        None, True, False, 0, -12, 1.5, 1000.0, -0.02,
    ]  # fmt: skip


def test_lines_are_those_of_the_file() -> None:
    node = read_yaml("a: 1\nb:\n  - x\n  -\n    c: 2\n")
    assert isinstance(node, Node)
    assert isinstance(node.value, dict)
    assert dict(node.keys) == {"a": 1, "b": 2}
    listed = node.value["b"].value
    assert isinstance(listed, tuple)
    assert [item.line for item in listed] == [3, 5]
    same = read_json('{"a": 1,\n"b":\n["x",\n\n{"c": 2}]}')
    assert isinstance(same, Node)
    assert same.plain() == node.plain()
    assert dict(same.keys) == {"a": 1, "b": 2}


def test_an_anchor_repeats_a_value_and_takes_the_line_of_its_use() -> None:
    node = read_yaml("a: &x {b: [1]}\nc: *x\n")
    assert isinstance(node, Node)
    assert node.plain() == {"a": {"b": [1]}, "c": {"b": [1]}}
    assert isinstance(node.value, dict)
    assert node.value["c"].line == 2


def test_deep_nesting_is_refused_before_it_hurts() -> None:
    for text in ("[" * 100_000, "{a: " * 100_000, "- " * 100_000):
        faults = read_yaml(text)
        assert isinstance(faults, tuple)
        assert "nested more than 100 deep" in faults[0].what
