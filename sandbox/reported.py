"""Which test of a report a case is. Pure.

A case is a file and a test, `test_stack.py::test_lifo`. Frameworks say it in their own ways: pytest calls the file
`test_stack` or `test_stack.TestStack`, JUnit `StackTest`, vitest `stack.test.ts`; Go knows the folder, and node:test
nothing.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sandbox.contract import Verdict
from sandbox.junit import Reported

FINE: Final = (Verdict.PASSED, Verdict.UNCHECKED)
WITHIN: Final = " > "
"""What vitest writes between a `describe` and what is in it."""
_MODULE: Final = re.compile(r"^test_|_test$")
"""What pytest takes for a module of tests."""
_FILE: Final = re.compile(r"\.[cm]?[jt]sx?$|\.rs$")


def by_case(cases: Sequence[str], report: Sequence[Reported]) -> dict[str, Reported]:
    """What is reported of each of these cases, where anything is. Where several tests have one name, it is the first
    that did not pass."""
    found: dict[str, Reported] = {}
    for each in report:
        for name in _names(each):
            before = found.get(name)
            if before is None or before.verdict in FINE:
                found[name] = each
    return {case: found[name] for case in cases if (name := next((n for n in _called(case) if n in found), ""))}


def all_well(report: Sequence[Reported]) -> bool:
    """Whether it has no complaint. Then it does not say why the command failed, if that did."""
    return all(each.verdict in FINE for each in report)


def _called(case: str) -> tuple[str, ...]:
    """What a report may call this case, the most exact first: by its whole path, by the file's name, by its folder, and
    by the test's name alone."""
    file, _, name = case.partition("::")
    folder, _, last = file.rpartition("/")
    return (case, f"{last}::{name}", f"{folder or '.'}::{name}", name)


def _names(reported: Reported) -> Iterator[str]:
    """What a case may be called that this is the report of. Where the framework says the file, the test's name alone is
    none of them: a test of that name in a file of the candidate's own is another one."""
    name, plain = reported.name, _plain(reported.name)
    parts = reported.group.split(".")
    if _FILE.search(reported.group):  # whatever stands in its name: `push/pop`, `parse()`
        within = name.split(WITHIN)
        yield from (f"{reported.group}::{WITHIN.join(within[at:])}" for at in range(len(within)))
    elif module := next((at for at in range(len(parts), 0, -1) if _MODULE.search(parts[at - 1])), 0):
        yield f"{parts[module - 1]}.py::{'::'.join([*parts[module:], name])}"
    elif name.endswith(")"):
        yield f"{parts[-1].partition('$')[0]}.java::{plain}"
    else:
        for each in dict.fromkeys((name, plain)):
            yield from (f"{reported.group}::{each}", each)


def _plain(name: str) -> str:
    """JUnit's `addsOne(int)` without its types, Go's `TestAdds/one` without the part."""
    return re.sub(r"^(\w+)(?:\(.*\)|/.*)$", r"\1", name)
