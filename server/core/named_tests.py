"""The tests in a file by their names, as far as they can be read without running it. Pure.

A report is held against them. A file whose names cannot be read has none; then all tests of a project are one case.
"""

import ast
import re
from collections.abc import Iterator
from typing import Final

from server.core.project_paths import is_test

_JAVASCRIPT: Final = re.compile(r"(?<![\w.$])(?:test|it)\(\s*([\"'])((?:\\.|(?!\1)[^\\\n])*)\1\s*,")
_JAVA: Final = re.compile(
    r"@(?:Test|ParameterizedTest|RepeatedTest)\b[^;]{0,400}?\bvoid\s+([A-Za-z_$][\w$]*)\s*\(", re.DOTALL
)
_GO: Final = re.compile(r"^func (Test[\w]*)\(\w+ \*testing\.T\)", re.MULTILINE)
_RUST: Final = re.compile(r"#\[test\]\s*(?:#\[[^\]]*\]\s*)*(?:pub\s+)?fn\s+(\w+)\s*\(")
_BY_PATTERN: Final = {"java": _JAVA, "go": _GO, "rust": _RUST}
_ESCAPED: Final = re.compile(r"\\(.)")


def test_names(file: str, text: str, language: str) -> list[str]:
    """In the order of the file, each once. Python's within a class are `TestStack::test_lifo`."""
    if file.endswith(".py"):
        return list(dict.fromkeys(_python(text)))
    if language in ("javascript", "typescript") and is_test(file, language):
        return list(dict.fromkeys(_ESCAPED.sub(r"\1", found[2]) for found in _JAVASCRIPT.finditer(text)))
    if (pattern := _BY_PATTERN.get(language)) and is_test(file, language):
        return list(dict.fromkeys(pattern.findall(text)))
    return []


def words_of(name: str) -> str:
    """`test_last_in`, `lastIn` and `TestLastIn` as a person reads them: "last in"; a sentence as it is.

    A word of one letter is one too: `thereIsABox`."""
    name = name.rpartition("::")[2]
    if not re.fullmatch(r"\w+", name):
        return name
    plain = name.removeprefix("test_").removeprefix("Test") or name
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", plain).replace("_", " ").lower()


def _python(text: str) -> Iterator[str]:
    try:
        module = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node.name
        if isinstance(node, ast.ClassDef) and (node.name.startswith("Test") or _is_test_case(node)):
            yield from (f"{node.name}::{name}" for name in _python(ast.unparse(ast.Module(node.body, []))))


def _is_test_case(node: ast.ClassDef) -> bool:
    """Whether pytest takes the class for `unittest`'s, whatever it is called."""
    return any(ast.unparse(base) in ("TestCase", "unittest.TestCase") for base in node.bases)
