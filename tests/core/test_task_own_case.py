"""A case of one's own: Cam types it, and either it can run or one sentence says what to change."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.asks import AskCase
from server.core.own_case import MAX_NAME, NAMELESS, NOT_OPEN, CaseRefused, own_case
from tests.core.tasks import ADD, JSON, TEXT, part, task

ADDING = task(parts=(part(ADD), part("join(words: list[string], by: string) -> string", 2)))


def ask(args: Any, expected: Any = 3, name: str = "mine", *, checked: bool = True) -> AskCase:
    return AskCase("add", name, args, expected, checked)


def refusal(said: AskCase, of: Any = ADDING) -> str:
    refused = own_case(said, of)
    assert isinstance(refused, CaseRefused)
    return refused.message


def test_a_case_that_fits_is_kept_in_the_order_of_the_signature() -> None:
    kept = own_case(ask({"b": 2, "a": 1}), ADDING)
    assert isinstance(kept, AskCase)
    assert list(kept.args.items()) == [("a", 1), ("b", 2)]
    assert (kept.name, kept.expected, kept.checked) == ("mine", 3, True)


def test_without_an_expected_answer_nothing_is_expected() -> None:
    kept = own_case(ask({"a": 1, "b": 2}, "left over", checked=False), ADDING)
    assert isinstance(kept, AskCase)
    assert kept.expected is None


def test_a_case_may_call_a_later_part_once_it_is_unlocked() -> None:
    joined = ask({"words": ["a"], "by": ""}, "a")
    assert isinstance(own_case(joined, ADDING, {1, 2}), AskCase)
    assert "words: there is no such parameter. The parameters are: a, b." in refusal(joined)


TWICE = task(parts=(part(ADD), part("add_twice(a: int, b: int) -> list[int]", 2)))


def test_a_case_is_about_the_part_that_it_was_written_for_also_where_an_earlier_one_takes_the_same() -> None:
    later = AskCase("add", "mine", {"a": 1, "b": 2}, [3, 3], part=2)
    kept = own_case(later, TWICE, {1, 2})
    assert isinstance(kept, AskCase)
    assert kept.part == 2
    assert refusal(replace(later, part=1), TWICE).startswith(
        "answer: expected a whole number (int), found a list of 2."
    )


def test_without_its_part_a_case_is_about_the_first_that_takes_it() -> None:
    kept = own_case(ask({"a": 1, "b": 2}), TWICE, {1, 2})
    assert isinstance(kept, AskCase)
    assert kept.part == 1


@pytest.mark.parametrize("number", [2, 3, -1])
def test_a_part_that_is_not_open_is_refused_whether_there_is_one_or_not(number: int) -> None:
    assert refusal(replace(ask({"a": 1, "b": 2}), part=number), TWICE) == NOT_OPEN


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (ask({"a": 1}), "b: this parameter is missing. Give it a value of type int."),
        (ask({"a": 1, "b": 2, "c": 3}), "c: there is no such parameter. The parameters are: a, b."),
        (ask({"a": 1, "b": "2"}), "b: expected a whole number (int), found the text '2'."),
        (ask({"a": 1, "b": True}), "b: expected a whole number (int), found true. Write a number, without quotes."),
        (ask({"a": 1, "b": 2}, None), "answer: expected a whole number (int), found null."),
        (ask({"a": 1, "b": 2.5}), "b: expected a whole number (int), found the number 2.5. Use another value."),
        (ask({"a": 1, "b": 2**40}), "b: 1099511627776 is outside the range of int. Use another value."),
        (ask({"a": 1, "b": [1] * 9000}), "This case is too large. Keep it under 16,000 characters."),
        (ask({"a": 1, "b": 2}, "x" * 17_000), "This case is too large."),
        (ask({"a": 1, "b": 2}, "x" * 17_000, checked=False), "This case is too large."),
    ],
)
def test_what_cannot_run_is_refused_with_a_sentence(said: AskCase, message: str) -> None:
    assert refusal(said).startswith(message)


def test_a_number_that_the_other_browser_could_not_hold_is_refused() -> None:
    long = task(parts=(part("f(a: long) -> list[long]"),))
    assert "A browser cannot hold" in refusal(ask({"a": 2**53}, []), long)
    assert "A browser cannot hold" in refusal(ask({"a": 1}, [2**53]), long)
    assert isinstance(own_case(ask({"a": 1}, [2**53], checked=False), long), AskCase)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two \n words\t", "two words"),
        ("", NAMELESS),
        (" \u200b\x00 ", NAMELESS),
        ("\ud800lone", "lone"),
        ("x" * 10_000, "x" * MAX_NAME),
        ("<b>bold</b>", "<b>bold</b>"),
    ],
)
def test_its_name_is_made_tidy(typed: str, kept: str) -> None:
    tidy = own_case(ask({"a": 1, "b": 2}, 3, typed), ADDING)
    assert isinstance(tidy, AskCase)
    assert tidy.name == kept


@given(st.dictionaries(st.sampled_from(["a", "b"]) | TEXT, JSON, max_size=3), JSON, st.booleans())
def test_nothing_that_comes_from_a_browser_makes_it_fail(args: Any, expected: Any, checked: bool) -> None:
    assert isinstance(own_case(ask(args, expected, checked=checked), ADDING), AskCase | CaseRefused)
