"""`join`: a person comes into a room of 260,000 edits where nobody is, and waits for the whole document."""

import asyncio
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import uvloop
from pycrdt import Doc, Text

from bench.greenroom import greenroom
from bench.machine import rss_mib
from bench.peer import Peer
from bench.processes import HOST, CannotMeasure
from bench.progress import say
from bench.report import Goal, Report
from bench.stats import Spread, number, spread, table
from bench.systems import path_of
from bench.typing_person import FILES, History, history
from server.core import varint
from server.core.events import Edited, Entry
from server.live.ports import Checkpoint
from server.store.database import Database

EDITS: Final = 260_000
SINCE: Final = 1_999
"""Edits since the last checkpoint: one more and there would have been another."""
COMES_WITHIN_S: Final = 60.0
GOAL_MS: Final = 100


class Joiner(Peer):
    """Waits for the server's sync step 2 and keeps what it held."""

    def __init__(self, path: str) -> None:
        super().__init__(HOST, path, "greenroom.1")
        self.state: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def heard_step2(self, message: bytes, now: float) -> None:
        if not self.state.done():
            self.state.set_result(varint.read_bytes(message, 2)[0])


def join(rounds: int) -> Report:
    """The table: with the checkpoint that the server keeps beside the log, and without any."""
    say(f"join: typing {EDITS:,} edits")
    past = history(EDITS, EDITS - SINCE)
    found: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as folder:
        rooms = {kept: _prepare(Path(folder) / kept, past, kept == "checkpoint") for kept in ("checkpoint", "log")}
        for round in range(rounds):
            for kept, path in rooms.items():
                say(f"join, round {round + 1} of {rounds}: from the {kept}")
                for name, figure in _once(Path(folder) / kept, path, past).items():
                    found[f"{name}, {kept}"].append(figure)
    spreads = {name: Spread.of(figures) for name, figures in found.items()}
    rows = []
    for what in ("cold join, ms", "then a warm join, ms", "memory of the room, MiB"):
        ours, log = spreads[f"{what}, checkpoint"], spreads[f"{what}, log"]
        rows.append([what, spread(ours), spread(log), number(log.over(ours))])
    head = [f"{EDITS:,} edits", f"checkpoint and {SINCE:,} edits", "whole log", "÷"]
    cold = Goal(f"cold join into {EDITS:,} edits, ms", spreads["cold join, ms, checkpoint"], GOAL_MS)
    return Report(table(head, rows), [cold])


def _prepare(folder: Path, past: History, checkpoint: bool) -> str:
    """A data folder whose one long room has this past; the path at which its host connects."""
    with greenroom(folder) as server:
        interview, other = server.open_interview(), server.open_interview()
    uvloop.run(_fill(folder, interview["id"], past, checkpoint))
    (folder / "other").write_text(path_of(other["sync"]["host"]))
    return path_of(interview["sync"]["host"])


async def _fill(folder: Path, room: str, past: History, checkpoint: bool) -> None:
    store = Database(f"sqlite:///{folder / 'greenroom.db'}")
    last, _ = await store.last(room)
    for seq, update in enumerate(past.updates, start=last + 1):
        store.journal.append(room, Entry(seq, 0, 1_795_312_800_000, "candidate", Edited(update)))
    await store.journal.flush(room)
    if checkpoint:
        await store.save_checkpoint(room, Checkpoint(last + past.early, past.early_state))
    await store.close()


def _once(folder: Path, path: str, past: History) -> dict[str, float]:
    """On a copy: a server that stops keeps a fresh checkpoint, and then the next join would be another."""
    with tempfile.TemporaryDirectory(prefix="greenroom-bench-") as copied:
        data = Path(copied) / "data"
        shutil.copytree(folder, data)
        with greenroom(data) as server:
            uvloop.run(_joined(server.port, (data / "other").read_text()))  # the server itself is warm
            before = rss_mib(server.pid)
            cold, state = uvloop.run(_joined(server.port, path))
            memory = rss_mib(server.pid) - before
            warm, _ = uvloop.run(_joined(server.port, path))
    _check(state, past)
    return {"cold join, ms": cold * 1000, "then a warm join, ms": warm * 1000, "memory of the room, MiB": memory}


async def _joined(port: int, path: str) -> tuple[float, bytes]:
    """How long until the document is here, and the document."""
    began = perf_counter()
    joiner = Joiner(path)
    await joiner.connect(port)
    async with asyncio.timeout(COMES_WITHIN_S):
        state = await joiner.state
    took = perf_counter() - began
    joiner.transport.close()
    return took, state


def _check(state: bytes, past: History) -> None:
    if _texts(state) != _texts(past.state):
        raise CannotMeasure("The document that came is not the one that was typed. This is a fault, not a figure.")


def _texts(state: bytes) -> Sequence[str]:
    doc: Doc[Any] = Doc()
    doc.apply_update(state)
    return [str(doc.get(f"task-{number}/solution.py", type=Text)) for number in range(FILES)]
