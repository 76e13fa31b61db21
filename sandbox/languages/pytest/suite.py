"""Runs an author's pytest suite in its own container, and tells the judge what came of each test.

The judge's first line names the test files, which lie in the working directory. A test's parametrised variants count as
one: the case is the function, and it passes when all of them do.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import candidate
from wire import asked, hear, say

import pytest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

MESSAGE_CHARACTERS = 2000
ODD = (TypeError, AttributeError, LookupError, ValueError, ArithmeticError)
"""What a test's own line may raise because the candidate's code answered with something else than it expects."""


class Told:
    """The plugin that gathers outcomes, and tells each test function's once its last variant is over."""

    def __init__(self, marked: str) -> None:
        self.marked = marked
        self.left: dict[str, int] = {}
        self.calls = 0
        self.worst: dict[str, dict[str, Any]] = {}

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", "hidden: only the interviewer may run it")

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        if self.marked:
            hidden = self.marked == "hidden"
            wanted = [item for item in items if (item.get_closest_marker("hidden") is not None) == hidden]
            config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
            items[:] = wanted
        for item in items:
            self.left[case_of(item.nodeid)] = self.left.get(case_of(item.nodeid), 0) + 1

    def pytest_runtest_logstart(self) -> None:
        self.calls = candidate.calls()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
        report: Any = yield
        if call.excinfo is not None and report.failed:
            asked_for = candidate.calls() > self.calls
            self.note(item, verdict_of(call.excinfo.value, asked_for), said_by(call.excinfo))
        elif report.when == "call" or report.skipped:
            self.note(item, "passed" if report.passed else "unchecked", "")
        return report

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        case = case_of(nodeid)
        self.left[case] = self.left.get(case, 1) - 1
        if self.left[case] == 0:
            asked({"result": {"case": case, **self.worst.get(case, {"verdict": "internal_error", "message": ""})}})

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            message = str(report.longrepr)[-MESSAGE_CHARACTERS:]
            asked({"result": {"case": report.nodeid or "collection", "verdict": "internal_error", "message": message}})

    def note(self, item: pytest.Item, verdict: str, message: str) -> None:
        case = case_of(item.nodeid)
        before = self.worst.get(case)
        if before is None or before["verdict"] in ("passed", "unchecked"):
            self.worst[case] = {"verdict": verdict, "message": message}


def case_of(nodeid: str) -> str:
    """`test_stack.py::test_lifo` of any of its variants."""
    return nodeid.partition("[")[0]


def verdict_of(error: BaseException, asked_for: bool) -> str:
    """What a test's failure says of the candidate's code, which it may have called: wrong, an error of its own, or the
    test's own fault."""
    if isinstance(error, RuntimeError) and isinstance(error.__cause__, StopIteration):
        error = error.__cause__  # on its way out of a test pytest's own generators make the one of the other
    if isinstance(error, candidate.CandidateEnded):
        return error.verdict
    if isinstance(error, (AssertionError, pytest.fail.Exception)):
        return "wrong"
    if raised_in(error) == "candidate.py":
        return "runtime_error"
    return "wrong" if asked_for and isinstance(error, ODD) else "internal_error"


def raised_in(error: BaseException) -> str:
    """The name of the file that it comes from."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return Path(frame.tb_frame.f_code.co_filename).name if frame else ""


def said_by(raised: pytest.ExceptionInfo[BaseException]) -> str:
    """What a person reads: the assertion as pytest explains it, or the error's own words."""
    error = raised.value
    if isinstance(error, candidate.CandidateEnded):
        return str(error)
    return raised.exconly()[:MESSAGE_CHARACTERS]


def main() -> None:
    for descriptor in (3, 4):
        os.set_inheritable(descriptor, False)
    hear()  # the judge asks every program to load itself first
    say(None)
    begin = hear()["begin"]
    sys.path.insert(0, str(Path.cwd()))
    told = Told(begin.get("marked", ""))
    options = ["-q", "--no-header", "-p", "no:cacheprovider", "--import-mode=importlib", "-W", "ignore", "--tb=short"]
    code = pytest.main([*options, *begin["files"]], plugins=[told])
    say({"done": {"code": int(code), "tests": len(told.left)}})


if __name__ == "__main__":
    main()
