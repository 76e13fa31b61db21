"""`suite`: calls from an author's pytest suite through the wall, beside the same calls in one process."""

from itertools import pairwise
from time import perf_counter
from typing import Final

import uvloop

from bench.judge import sandbox
from bench.processes import CannotMeasure
from bench.progress import say
from bench.report import Goal, Report
from bench.stats import Spread, spread, table
from sandbox.contract import CaseJudged, Finished, SuiteSpec, Verdict

CALLS: Final = 100
SOURCE: Final = (
    "class Counter:\n    count = 0\n    def add(self, n):\n        self.count += n\n        return self.count\n"
)
TESTS: Final = f"""
from candidate import Counter

def test_nothing():
    pass

def test_calls():
    counter = Counter()
    for n in range({CALLS}):
        assert counter.add(1) == n + 1

def test_calls_here():
    class Counter:
        count = 0
        def add(self, n):
            self.count += n
            return self.count
    counter = Counter()
    for n in range({CALLS}):
        assert counter.add(1) == n + 1
"""
CASES: Final = ("test_it.py::test_nothing", "test_it.py::test_calls", "test_it.py::test_calls_here")


def suite(rounds: int) -> Report:
    """The table and the goal. Raises `CannotMeasure`."""
    found: dict[str, list[float]] = {"through the wall": [], "in one process": [], "the whole suite": []}
    for round in range(rounds):
        say(f"suite, round {round + 1} of {rounds}")
        for what, ms in uvloop.run(_once()).items():
            found[what].append(ms)
    spreads = {what: Spread.of(figures) for what, figures in found.items()}
    return Report(
        table([f"{CALLS} calls, ms", "found"], [[what, spread(figures)] for what, figures in spreads.items()]),
        [Goal(f"{CALLS} calls of a test through the wall, ms", spreads["through the wall"], 100)],
    )


async def _once() -> dict[str, float]:
    """Milliseconds between the ends of two tests, which is the second one's."""
    async with sandbox(places=2) as client:
        began = perf_counter()
        ends = [began]
        spec = SuiteSpec("bench", "python", SOURCE, {"test_it.py": TESTS}, CASES)
        async for piece in client.suite(spec):
            if isinstance(piece, CaseJudged):
                ends.append(perf_counter())
            if isinstance(piece, Finished) and piece.verdict is not Verdict.PASSED:
                raise CannotMeasure(f"A suite ended with “{piece.message}”")
    nothing, calls, here = ((after - before) * 1000 for before, after in pairwise(ends))
    return {"through the wall": calls, "in one process": here, "the whole suite": nothing + calls + here}
