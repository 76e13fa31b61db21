"""A test framework's report is read for what it says, and as little else as it may be."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.contract import Verdict
from sandbox.junit import BadReport, Reported, read

REPORT = b"""<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest" tests="4">
<testcase classname="test_stack" name="test_lifo" time="0.001" />
<testcase classname="test_stack" name="test_many[1]" />
<testcase classname="test_stack" name="test_many[2]"><failure message="assert 1 == 2">def test_many
E   assert 1 == 2</failure></testcase>
<testcase classname="test_stack" name="test_broken"><error message="NameError">trace</error></testcase>
<testcase classname="test_stack" name="test_later"><skipped message="not yet" /></testcase>
</testsuite></testsuites>"""


def test_what_a_framework_says_of_each_test() -> None:
    assert [(each.id, each.verdict, each.message) for each in read(REPORT)] == [
        ("test_stack::test_lifo", Verdict.PASSED, ""),
        ("test_stack::test_many", Verdict.WRONG, "assert 1 == 2"),
        ("test_stack::test_broken", Verdict.RUNTIME_ERROR, "NameError"),
        ("test_stack::test_later", Verdict.UNCHECKED, "not yet"),
    ]


def test_a_report_without_classes_names_its_tests_alone() -> None:
    assert read(b"<testsuite><testcase name='adds'/></testsuite>") == [Reported("", "adds")]


@pytest.mark.parametrize(
    ("name", "test"),
    [("adds(int)[1]", "adds(int)"), ("test_adds[a[0]]", "test_adds"), ("sorts [2, 1]", "sorts [2, 1]")],
)
def test_variants_are_one_test_and_a_sentence_is_itself(name: str, test: str) -> None:
    assert read(f"<testsuite><testcase name='{name}'/></testsuite>".encode()) == [Reported("", test)]


@pytest.mark.parametrize("message", ["", "Failed"])
def test_a_message_that_says_nothing_is_the_first_line_of_the_text(message: str) -> None:
    report = (
        f"<s><testcase name='a'><failure message='{message}'>\n  a_test.go:3: got 2\n  more</failure></testcase></s>"
    )
    (found,) = read(report.encode())
    assert (found.message, found.text) == ("a_test.go:3: got 2", "\n  a_test.go:3: got 2\n  more")
    (found,) = read(f"<s><testcase name='a'><failure message='{message}'/></testcase></s>".encode())
    assert found.message == message


LAUGHS = b"""<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><testsuite><testcase name="&b;"/></testsuite>"""


@pytest.mark.parametrize(
    ("report", "why"),
    [
        (b"", "not XML"),
        (b"<testsuite>", "not XML"),
        (b"\xff\xfe\x00", "not XML"),
        (b"<?xml version='1.0' encoding='nowhere'?><s/>", "unknown encoding"),
        (b"<?xml version='1.0' encoding='gbk'?><s/>", "multi-byte"),
        (b"<?xml version='1.0' encoding='undefined'?><s/>", "not XML"),
        (LAUGHS, "document type"),
        (LAUGHS.decode().encode("utf-16"), "document type"),
        (b"<a>" * 40 + b"</a>" * 40, "nested more than 32"),
        (b"<s>" + b"<testcase name='x'/>" * 2001 + b"</s>", "more than 2,000 tests"),
    ],
)
def test_max_makes_a_report_that_nobody_should_read(report: bytes, why: str) -> None:
    with pytest.raises(BadReport, match=why):
        read(report)


def test_a_test_without_end_is_kept_short() -> None:
    long = b"<s><testcase name='" + b"n" * 10**6 + b"'><failure message='" + b"m" * 10**6 + b"'>"
    (only,) = read(long + b"t" * 10**6 + b"</failure></testcase></s>")
    assert max(len(only.name), len(only.message), len(only.text)) == 4000


@given(st.binary(max_size=200))
def test_any_bytes_are_a_report_or_a_reason(report: bytes) -> None:
    with suppress(BadReport):
        assert isinstance(read(report), list)
