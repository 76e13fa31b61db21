"""The tests of a file by their names, in each language whose framework we know."""

import pytest

from server.core.named_tests import test_names as names_in
from server.core.named_tests import words_of

JAVA = """
class StackTest {
    @Test
    void lastInFirstOut() {}

    @ParameterizedTest(name = "{0} of them")
    @ValueSource(ints = {1, 2})
    void holdsMany(int many) {}

    void helper() {}
}
"""


@pytest.mark.parametrize(
    ("file", "language", "text", "names"),
    [
        ("test_x.py", "python", "def test_b(): ...\ndef test_a(): ...\ndef test_b(): ...", ["test_b", "test_a"]),
        ("test_x.py", "python", "def (", []),
        (
            "x_test.py",
            "python",
            "class XTest(unittest.TestCase):\n  def test_a(self): ...\nclass Other:\n  def test_b(self): ...",
            ["XTest::test_a"],
        ),
        ("test_x.py", "java", "def test_a(): ...", ["test_a"]),
        (
            "x.test.js",
            "javascript",
            "test('it\\'s \"so\"', () => {});\nit(\"two\", f); x.test('no', f);",
            ['it\'s "so"', "two"],
        ),
        ("x.test.ts", "typescript", "test(`made ${up}`, f); test.skip('left', f)", []),
        ("helper.js", "javascript", "test('no', f)", []),
        ("StackTest.java", "java", JAVA, ["lastInFirstOut", "holdsMany"]),
        ("Stack.java", "java", JAVA, []),
        ("x_test.go", "go", "func TestIt(t *testing.T) {}\nfunc TestMain(m *testing.M) {}", ["TestIt"]),
        ("tests/x.rs", "rust", "#[test]\n#[ignore]\nfn a_b() {}\nfn c() {}", ["a_b"]),
        ("x.sql", "sql", "select 1", []),
    ],
)
def test_a_files_tests_are_named_in_its_order(file: str, language: str, text: str, names: list[str]) -> None:
    assert names_in(file, text, language) == names


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("test_last_in", "last in"),
        ("TestStack::test_last_in", "last in"),
        ("lastInFirstOut", "last in first out"),
        ("TestLastIn", "last in"),
        ("TestAFullShelfSaysNo", "a full shelf says no"),
        ("thereIsABox", "there is a box"),
        ("Test", "test"),
        ("a sentence: as it is", "a sentence: as it is"),
    ],
)
def test_people_read_words(name: str, words: str) -> None:
    assert words_of(name) == words
