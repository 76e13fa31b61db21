"""`library`: how long the server takes for the pages of a library of 2,000 tasks, beside the same with 10; and for the
history of a task in a git repository of 10,000 commits."""

import re
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from bench.greenroom import ROOT, Greenroom, greenroom
from bench.machine import rss_mib
from bench.pages import BOUND_MS, Ask, asked_p95, owner, settled
from bench.progress import say
from bench.report import Goal, Report
from bench.stats import Spread, number, spread, table
from bench.task_commits import committed

MANY: Final = 2_000
FEW: Final = 10
FIRST: Final = "start-up with every task read, s"
AGAIN: Final = "start-up again, s"
MEMORY: Final = "memory of the server, MiB"
COMMITS: Final = 10_000
FIRST_LOOK: Final = f"the first look at a history of {COMMITS:,} commits, s"
LOOK: Final = f"a history of {COMMITS:,} commits, p95 ms"
LOOK_S: Final = 2.0
HISTORY: Final = "/tasks/task-0000/history"
FIRST_S: Final = 8.0
"""A first start with 2,000 tasks: 3 ms for each, and what the server itself needs."""
AGAIN_S: Final = 2.0
"""Any later one, with folders that nobody has changed."""
PER_TASK_KIB: Final = 20.0
PAGES: Final = {
    "the library": "/tasks",
    "the last page of it": "/tasks?page=1000",
    "words that one has": "/tasks?words=number+7",
    "four filters": "/tasks?skill=edge+cases&level=easy&minutes=30&language=python",
    "by last use": "/tasks?order=used",
    "a task": "/tasks/task-0000",
    "planning": "/interviews/new",
    "the API's list": "/api/tasks",
}


def library(rounds: int) -> Report:
    """The table and the goals. Raises `CannotMeasure`."""
    found: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
        places = {count: fill(Path(folder) / str(count), count) for count in (MANY, FEW)}
        committed(places[FEW] / "tasks", COMMITS)
        for round in range(rounds):
            say(f"library, round {round + 1} of {rounds}")
            for name in (FIRST, AGAIN):
                for count, place in places.items():
                    with _started(place, found[f"{name} {count}"]):
                        pass
            with ExitStack() as open:
                servers = {count: open.enter_context(_started(place, [])) for count, place in places.items()}
                asks: dict[int, Ask] = {count: open.enter_context(owner(each)) for count, each in servers.items()}
                for count, each in servers.items():
                    found[f"{MEMORY} {count}"].append(rss_mib(each.pid))
                for name, address in PAGES.items():
                    for count, ask in asks.items():
                        settled(ask, address)
                        found[f"{name} {count}"].append(asked_p95(ask, address))
                began = time.perf_counter()
                settled(asks[FEW], HISTORY)
                found[FIRST_LOOK].append(time.perf_counter() - began)
                found[LOOK].append(asked_p95(asks[FEW], HISTORY))
            for place in places.values():
                (place / "data" / "tasks.cache").unlink(missing_ok=True)
    many = {name: Spread.of(found[f"{name} {MANY}"]) for name in (*PAGES, FIRST, AGAIN, MEMORY)}
    few = {name: Spread.of(found[f"{name} {FEW}"]) for name in many}
    rows = [[name, spread(many[name]), spread(few[name]), number(many[name].over(few[name]))] for name in many]
    head = ["p95, ms", f"{MANY:,} tasks", f"{FEW} tasks", "÷"]
    goals = [Goal(f"{name}, p95 ms", many[name], BOUND_MS) for name in PAGES]
    goals += [Goal(f"{MANY:,} tasks: {FIRST}", many[FIRST], FIRST_S), Goal(AGAIN, many[AGAIN], AGAIN_S)]
    goals += [Goal(LOOK, Spread.of(found[LOOK]), BOUND_MS), Goal(FIRST_LOOK, Spread.of(found[FIRST_LOOK]), LOOK_S)]
    goals.append(Goal("memory of a task, KiB", _per_task(found), PER_TASK_KIB))
    return Report(table(head, rows), goals)


def _per_task(found: Mapping[str, Sequence[float]]) -> Spread:
    """KiB, from servers that have just started."""
    pairs = zip(found[f"{MEMORY} {MANY}"], found[f"{MEMORY} {FEW}"], strict=True)
    return Spread.of([(many - few) * 1024 / (MANY - FEW) for many, few in pairs])


def fill(place: Path, count: int) -> Path:
    """A folder of so many tasks: the bundled ones again and again, each with a title and with documents of its own."""
    root = place / "tasks"
    root.mkdir(parents=True)
    bundled = sorted(each for each in (ROOT / "tasks").iterdir() if (each / "task.yaml").is_file())
    shutil.copy(ROOT / "tasks" / "rubric.yaml", root)
    for at in range(count):
        folder = root / f"task-{at:04}"
        shutil.copytree(bundled[at % len(bundled)], folder)
        head = folder / "task.yaml"
        head.write_text(re.sub(r"(?m)^title: .*$", f"title: Task number {at}", head.read_text()))
        for document in folder.glob("*.yaml"):
            with document.open("a") as file:
                file.write(f"\n# of task {at}\n")
    return place


@contextmanager
def _started(place: Path, took: list[float]) -> Iterator[Greenroom]:
    """A server on this place; how long it took to answer with all its tasks is added, in seconds."""
    began = time.perf_counter()
    with greenroom(place / "data", tasks=place / "tasks") as server:
        server.ask("GET", "/api/tasks")
        took.append(time.perf_counter() - began)
        yield server
