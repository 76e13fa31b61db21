"""A log says what proofs are at, a line each second, for all that are on their way."""

import asyncio
from collections.abc import Iterator

from server.cli.proof_lines import Lines
from server.cli.proof_table import Table
from server.core.proof_rules import Line, LineState, Rule


def at(*seconds: float) -> Lines:
    times: Iterator[float] = iter(seconds)
    return Lines(True, lambda: next(times))


def test_a_line_is_for_all_tasks_on_their_way() -> None:
    lines = at(100, 112.4, 113)
    lines.says("parking-fee", "3/20: good.py")
    lines.says("alarms", "1/9: good.js")
    assert lines.line() == "  12 s  alarms 1/9: good.js; parking-fee 3/20: good.py"
    lines.says("alarms", "")
    assert lines.line() == "  13 s  parking-fee 3/20: good.py"
    lines.says("parking-fee", "")
    assert lines.line() == ""


def test_a_table_tells_its_lines_where_each_task_is() -> None:
    table = Table(silent=False)
    task = table.begins("parking-fee")
    task.hears(Line(Rule.GOOD, total=2))
    task.hears(Line(Rule.GOOD, LineState.RUNNING, done=1, total=2, now="good.py"))
    said = "parking-fee 1/2: Good solutions pass every case, twice, in half of the time, good.py"
    assert table.lines.line().endswith(said)
    task.close()
    assert table.lines.line() == ""


async def test_programs_that_read_the_object_hear_no_lines() -> None:
    await asyncio.wait_for(Table(silent=True).lines.go_on(), 5)  # ends at once: it has nothing to say


async def test_a_pipe_hears_a_line_each_second() -> None:
    said: asyncio.Queue[str] = asyncio.Queue()
    lines = Lines(True, say=said.put_nowait)
    lines.says("parking-fee", "1/2: good.py")
    async with asyncio.timeout(30):
        saying = asyncio.create_task(lines.go_on())
        assert [(await said.get()).partition(" s  ")[2] for _ in range(2)] == ["parking-fee 1/2: good.py"] * 2
    saying.cancel()
