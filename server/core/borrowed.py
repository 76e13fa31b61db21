"""What a wrong Python solution borrows: `from good import *` finds the good one, which is sent along. Pure."""

import re
from typing import Final

from server.core.projects import Source, source_of
from server.core.task import Solution, Task

_BORROWS: Final = re.compile(r"^[ \t]*(?:from good import|import good)\b", re.MULTILINE)
_LENDS: Final = (
    "import sys as _sys, types as _types; _good = _sys.modules['good'] = _types.ModuleType('good'); "
    "exec(compile({source!r}, 'good.py', 'exec'), _good.__dict__)\n"
)


def answer_of(task: Task, solution: Solution) -> Source:
    """A solution as it runs: its source with what it borrows, or a project with the solution's files in it."""
    return whole_source(task, solution) if solution.files is None else source_of(task, solution)


def whole_source(task: Task, solution: Solution) -> str:
    """The solution's source as it runs: where it borrows from good.py, that comes along in the first line.

    The first line is a comment in nearly every bad solution; it gives way, so that line numbers stay true.
    """
    good = next((each for each in task.solutions if each.file == "good.py"), None)
    if good is None or solution.language != "python" or not _BORROWS.search(solution.source):
        return solution.source
    lends = _LENDS.format(source=good.source)
    first, _, rest = solution.source.partition("\n")
    return lends + (rest if first.startswith("#") else solution.source)
