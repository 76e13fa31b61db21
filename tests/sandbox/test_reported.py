"""Which test of a report a case is, in the words of each framework."""

import pytest

from sandbox.contract import Verdict
from sandbox.junit import Reported
from sandbox.reported import by_case

FOUND = [
    pytest.param("test_it.py::test_one", "test_it", "test_one", id="pytest"),
    pytest.param("tests/test_it.py::test_one", "tests.test_it", "test_one", id="pytest, in a folder"),
    pytest.param("test_it.py::TestAll::test_one", "test_it.TestAll", "test_one", id="pytest, in a class"),
    pytest.param("ShelfTest.java::addsOne", "ShelfTest", "addsOne()", id="JUnit"),
    pytest.param("ShelfTest.java::addsOne", "ShelfTest", "addsOne(int)", id="JUnit, with parameters"),
    pytest.param("src/test/java/org/ShelfTest.java::addsOne", "org.ShelfTest", "addsOne()", id="JUnit, in a package"),
    pytest.param("ShelfTest.java::addsOne", "ShelfTest$Inside", "addsOne()", id="JUnit, in a class within"),
    pytest.param("lib/a.test.ts::adds one", "lib/a.test.ts", "adds one", id="vitest"),
    pytest.param("a.test.js::adds one", "a.test.js", "a shelf > with room > adds one", id="vitest, in describe"),
    pytest.param("a.test.js::push/pop", "a.test.js", "a list > push/pop", id="vitest, a name with /"),
    pytest.param("a.test.js::calls f(x)", "a.test.js", "calls f(x)", id="vitest, a name that ends in )"),
    pytest.param("a.test.js::1 > 0", "a.test.js", "numbers > 1 > 0", id="vitest, a name with >"),
    pytest.param("shelf/room_test.go::TestOne", "shelf", "TestOne", id="go test"),
    pytest.param("room_test.go::TestOne", ".", "TestOne/a_part", id="go test, a part"),
    pytest.param("room_test.go::TestOne", "", "TestOne", id="go test, beside go.mod"),
    pytest.param("tests/room.rs::adds_one", "tests/room.rs", "adds_one", id="cargo test"),
    pytest.param("a.test.js::adds one", "test", "adds one", id="node:test, which knows no file"),
    pytest.param("adds one", "test", "adds one", id="a case without a file"),
]
OTHERS = [
    pytest.param("test_it.py::test_one", "test_other", "test_one", id="pytest, another file"),
    pytest.param("RoomTest.java::addsOne", "ShelfTest", "addsOne()", id="JUnit, another class"),
    pytest.param("a.test.js::adds one", "b.test.js", "adds one", id="vitest, another file"),
    pytest.param("tests/room.rs::adds_one", "tests/own.rs", "adds_one", id="cargo test, another file"),
    pytest.param("a.test.js::adds one", "test", "adds two", id="another test"),
]


@pytest.mark.parametrize(("case", "group", "name"), FOUND)
def test_each_frameworks_words_are_known(case: str, group: str, name: str) -> None:
    assert by_case([case], [Reported(group, name)]) == {case: Reported(group, name)}


@pytest.mark.parametrize(("case", "group", "name"), OTHERS)
def test_a_test_of_this_name_elsewhere_is_another_one(case: str, group: str, name: str) -> None:
    assert by_case([case], [Reported(group, name)]) == {}


def test_of_several_tests_with_one_name_the_first_that_did_not_pass_counts() -> None:
    passed, failed = Reported("test", "adds"), Reported("test", "adds", Verdict.WRONG, "no")
    assert by_case(["adds"], [passed, failed, passed]) == {"adds": failed}
