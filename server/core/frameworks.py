"""How a project's own tests may run, by language: what the page that writes tasks offers. Pure.

Any other command that writes JUnit XML to $REPORT does as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Framework:
    """`run` is the command of task.yaml, "" for tests in Python that import `candidate` and run apart from the code.
    `first`, `visible` and `hidden` are good names for the first file of the code, "" for any, and of the tests."""

    title: str
    run: str
    visible: str
    hidden: str
    first: str = ""


WALLED: Final = Framework("in Python, apart from the code", "", "test_examples.py", "test_edges.py")
"""Right for every language."""
_PYTEST: Final = "python3 -m pytest -q -p no:cacheprovider --junitxml=$REPORT"
_NODE: Final = "node --test --test-reporter=junit --test-reporter-destination=$REPORT"
FRAMEWORKS: Final[Mapping[str, tuple[Framework, ...]]] = {
    "python": (Framework("pytest", _PYTEST, "test_examples.py", "test_edges.py"),),
    "javascript": (
        Framework("node:test", _NODE, "examples.test.js", "edges.test.js"),
        Framework("vitest", "vitest-tests", "examples.test.js", "edges.test.js"),
    ),
    "typescript": (Framework("vitest", "vitest-tests", "examples.test.ts", "edges.test.ts"),),
    "java": (Framework("JUnit 5", "java-tests", "ExamplesTest.java", "EdgesTest.java", "Work.java"),),
    "go": (Framework("go test", "go-tests", "examples_test.go", "edges_test.go"),),
    "rust": (Framework("cargo test", "cargo-tests", "tests/examples.rs", "tests/edges.rs", "src/lib.rs"),),
}
REPORTING: Final = tuple(
    sorted({each.run for known in FRAMEWORKS.values() for each in known if each.run and "$REPORT" not in each.run})
)
"""Commands of our own images that write the report by themselves, whatever words follow."""


def offered(language: str) -> tuple[Framework, ...]:
    """For a project in this language, the usual one first."""
    return (*FRAMEWORKS.get(language, ()), WALLED)
