"""`proof`: a typical task proved as the server does it, and its small mistakes one by one as without batches.

Two good solutions, four wrong ones, a slow one, gen.py, and thirty small mistakes.
"""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import uvloop

from bench.judge import sandbox
from bench.processes import CannotMeasure
from bench.progress import say
from bench.report import Goal, Report
from bench.stats import Spread, spread, table
from sandbox.client import SandboxClient
from sandbox.contract import Warm
from server.authoring.attempts import Attempts
from server.authoring.mutate import Mutating
from server.authoring.prove import AT_ONCE, provers
from server.core.mutants import Mutant, mutants
from server.core.proof import Proof
from server.core.task import Task
from server.live.chores import Chores
from server.live.clock import SystemClock
from server.live.proving import Proving
from server.run import languages
from server.store.tasks import TaskFolders

MOST_SECONDS: Final = 20.0
MOST_GAP: Final = 1.2
"""Seconds between two pieces of news: a tick each second, and a little for a busy machine."""

FILES: Final = {
    "task.yaml": (
        "title: Free windows\nkind: function\nlanguages: [python, javascript]\nlimits: {time: 1}\n"
        'signature: "free_windows(busy: list[list[int]], first: int, last: int) -> list[list[int]]"\n'
    ),
    "statement.md": "Give the windows between `first` and `last` in which nobody is busy.\n",
    "cases.yaml": """\
examples:
  - {name: one, in: {busy: [[9, 11]], first: 8, last: 12}, out: [[8, 9], [11, 12]]}
  - {name: none, in: {busy: [], first: 8, last: 12}, out: [[8, 12]]}
hidden:
  - group: edges
    cases:
      - {name: touching, in: {busy: [[8, 9], [9, 10]], first: 8, last: 12}, out: [[10, 12]]}
      - {name: inside, in: {busy: [[8, 12], [9, 10]], first: 7, last: 13}, out: [[7, 8], [12, 13]]}
      - {name: unsorted, in: {busy: [[10, 11], [8, 9]], first: 8, last: 12}, out: [[9, 10], [11, 12]]}
      - {name: outside, in: {busy: [[1, 2], [20, 21]], first: 8, last: 12}, out: [[8, 12]]}
      - {name: over both ends, in: {busy: [[1, 30]], first: 8, last: 12}, out: []}
      - {name: over the end, in: {busy: [[11, 30]], first: 8, last: 12}, out: [[8, 11]]}
  - group: large
    generate: {seeds: [1, 2, 3], count: 3000}
""",
    "gen.py": """\
import random

def generate(seed, count):
    rng = random.Random(seed)
    starts = [rng.randint(0, 10 * count) for _ in range(count)]
    return {"busy": [[s, s + rng.randint(1, 9)] for s in starts], "first": 0, "last": 10 * count}
""",
    "solutions/good.py": """\
def free_windows(busy, first, last):
    free = []
    at = first
    for begin, end in sorted(busy):
        if begin >= last:
            break
        if begin > at:
            free.append([at, begin])
        if end > at:
            at = end
    if at < last and first < last:
        free.append([at + 0, last - 0])
    if len(free) > 1 and free[0][0] == free[0][1]:
        free = free[1:]
    if len(free) >= 1 and free[-1][1] > last + 0:
        free[-1][1] = min(last, free[-1][1])
    return free
""",
    "solutions/good.js": """\
function freeWindows(busy, first, last) {
  const free = [];
  let at = first;
  for (const [begin, end] of [...busy].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (begin >= last) break;
    if (begin > at) free.push([at, begin]);
    at = Math.max(at, end);
  }
  if (at < last) free.push([at, last]);
  return free;
}
""",
    "solutions/wrong-unsorted.py": """\
# fails: edges/unsorted
def free_windows(busy, first, last):
    free, at = [], first
    for begin, end in busy:
        if begin >= last:
            break
        if begin > at:
            free.append([at, begin])
        at = max(at, end)
    return free + ([[at, last]] if at < last else [])
""",
    "solutions/wrong-shortens.py": """\
# fails: edges/inside
def free_windows(busy, first, last):
    free, at = [], first
    for begin, end in sorted(busy):
        if begin >= last:
            break
        if begin > at:
            free.append([at, begin])
        at = max(first, end)
    return free + ([[at, last]] if at < last else [])
""",
    "solutions/wrong-no-end.py": """\
# fails: edges/over the end
def free_windows(busy, first, last):
    free, at = [], first
    for begin, end in sorted(busy):
        if begin > at:
            free.append([at, min(begin, last)])
        at = max(at, end)
    return [*free, [at, last]]
""",
    "solutions/wrong-outside.py": """\
# fails: edges/outside
def free_windows(busy, first, last):
    free, at = [], first
    for begin, end in sorted(busy):
        if begin > at:
            free.append([at, begin])
        at = max(at, end)
    return free + ([[at, last]] if at < last else [])
""",
    "solutions/slow-each-hour.py": """\
def free_windows(busy, first, last):
    free = []
    for hour in range(first, last):
        if all(not begin <= hour < end for begin, end in busy):
            if free and free[-1][1] == hour:
                free[-1][1] = hour + 1
            else:
                free.append([hour, hour + 1])
    return free
""",
}


@dataclass(slots=True)
class Found:
    """Seconds, one for each round."""

    whole: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    batched: list[float] = field(default_factory=list)
    one_by_one: list[float] = field(default_factory=list)
    mutants: int = 0


def proof(rounds: int) -> Report:
    """The table. Raises `CannotMeasure` where the task does not prove itself here."""
    found = Found()
    with TemporaryDirectory(prefix="greenroom-bench-") as place:
        folder = Path(place) / "tasks" / "free-windows"
        for path, text in FILES.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
        library = TaskFolders(folder.parent, [language.style for language in languages()])
        task = library.task(folder.name)
        if task is None:
            raise CannotMeasure(" ".join(f"{each.what} {each.mend}" for each in library.problems()))
        for round in range(rounds):
            say(f"proof, round {round + 1} of {rounds}")
            uvloop.run(_measured(task, library, found))
    ratio = [one / many for one, many in zip(found.one_by_one, found.batched, strict=True)]
    rows = [
        ["the whole proof", spread(Spread.of(found.whole))],
        ["the longest silence", spread(Spread.of(found.gaps))],
        [f"{found.mutants} mistakes, as they are tried", spread(Spread.of(found.batched))],
        ["the same, each in its own container", spread(Spread.of(found.one_by_one))],
        ["so many times as long", spread(Spread.of(ratio))],
    ]
    half = Spread.of(found.one_by_one).middle / 2
    goals = [
        Goal("a typical task's proof, s", Spread.of(found.whole), MOST_SECONDS),
        Goal("the longest silence in it, s", Spread.of(found.gaps), MOST_GAP),
        Goal("its mistakes, and half of one by one, s", Spread.of(found.batched), half),
    ]
    return Report(table(["s", ""], rows), goals)


async def _measured(task: Task, library: TaskFolders, found: Found) -> None:
    async with sandbox() as client:
        status = await client.status()
        if not status.ready:
            raise CannotMeasure(f"The sandbox is not ready: {status.why}")
        chores = Chores()
        proving = Proving(library, client, languages(), lambda: status, SystemClock(), chores, provers)
        began = last = perf_counter()
        gap = 0.0
        proving.start(task)
        async for _ in proving.news(task.slug):
            now = perf_counter()
            gap, last = max(gap, now - last), now
        found.whole.append(perf_counter() - began)
        found.gaps.append(gap)
        job = proving.job(task.slug)
        proved = job.proof if job else None
        if proved is None or not proved.proved:
            raise CannotMeasure(f"The task does not prove itself here: {_why(proved)}")
        await _mutated(task, client, proved, found)


def _why(proved: Proof | None) -> str:
    return (
        " ".join(f"{each.file}: {each.what}" for each in proved.everything if each.weight == "problem")
        if proved
        else "no proof"
    )


async def _mutated(task: Task, client: SandboxClient, proved: Proof, found: Found) -> None:
    """The mistakes alone, in batches and one by one, with containers that wait for both alike."""
    good = next(each for each in proved.solutions if each.solution.file == "good.py")
    made = mutants(good.solution.source)
    found.mutants = len(made)
    style = next(each.style for each in languages() if each.id == "python")
    attempts = Attempts(client, task, proved.made or {})
    mutating = Mutating(attempts, style, good.results, 0.5)
    for batches, times in (
        (mutating.batches(made, good.solution.source, AT_ONCE), found.batched),
        ([[mutant] for mutant in made], found.one_by_one),
    ):
        await client.warm((Warm("python", AT_ONCE, task.limits.memory),))
        places = asyncio.Semaphore(AT_ONCE)
        began = perf_counter()
        async with asyncio.TaskGroup() as group:
            for batch in batches:
                group.create_task(_some(mutating, batch, places))
        times.append(perf_counter() - began)


async def _some(mutating: Mutating, batch: list[Mutant], places: asyncio.Semaphore) -> None:
    async with places:
        await mutating.survivors(batch, lambda mutant, caught: None)
