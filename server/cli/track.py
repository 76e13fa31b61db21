"""`greenroom track`: the tracks that replays load, derived anew."""

import asyncio
from collections.abc import Sequence
from typing import Final

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from server.cli.options import with_some
from server.cli.words import plain
from server.core.interview import Interview, State
from server.core.seal.salts import GROUP
from server.core.track.parts import Edition
from server.live.clock import SystemClock
from server.live.ports import Store
from server.live.sealing import Sealing
from server.live.tracks import Tracks
from server.run import open_store, signer_of, track_folder
from server.settings import Settings

GOES_ON: Final = "It has not ended: its track grows by itself."


@click.group(help="What replays load. It is derived from the timelines and may be thrown away at any time.")
def track() -> None:
    pass


@track.command(help="Derive the tracks of these interviews again.")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="Of every interview that has ended.")
@with_some("data", "database_url")
def rebuild(settings: Settings, ids: tuple[str, ...], everything: bool) -> None:
    if bool(ids) == everything:
        raise click.ClickException("Name the interviews by their ids, or say --all.")
    if not asyncio.run(_rebuild(settings, ids)):
        raise SystemExit(1)


async def _rebuild(settings: Settings, ids: Sequence[str]) -> bool:
    """Whether all that was asked for is there."""
    store = await open_store(settings)
    tracks = _tracks(settings, store)
    sealing = Sealing(store, tracks, SystemClock(), signer_of(settings), store.interview)
    try:
        known = {interview.id: interview for interview in await store.interviews()}
        ended = [interview for interview in known.values() if interview.state is State.ENDED]
        with Board() as board:
            for id in ids or [interview.id for interview in ended]:
                await _one(board, store, tracks, sealing, id, known.get(id))
        return all(id in known for id in ids)
    finally:
        await tracks.close()
        await store.close()


def _tracks(settings: Settings, store: Store) -> Tracks:
    async def stored(room: str) -> None:
        """A server that runs stores what it has by itself; what has ended is all there."""

    return Tracks(store, track_folder(settings), SystemClock(), stored)


async def _one(
    board: "Board", store: Store, tracks: Tracks, sealing: Sealing, id: str, interview: Interview | None
) -> None:
    if interview is None:
        board.says(id, "There is no such interview.")
        return
    if interview.state is not State.ENDED:
        board.says(id, GOES_ON)
        return
    entries, _ = await store.last(id)
    board.begins(id, entries * len(Edition))
    await tracks.rebuild(interview, board.reaches)
    size = sum([await tracks.size(interview, edition) for edition in Edition])
    fits = _fits(await sealing.misfits(interview))
    board.says(id, f"{entries:,} entries, {size / 1000:,.0f} kB in two editions; {fits}")


def _fits(misfits: Sequence[int] | None) -> str:
    """Whether what was derived is what was sealed. `misfits` are groups of entries."""
    if misfits is None:
        return "not sealed yet"
    if not misfits:
        return "it fits its seal"
    return f"it does not fit its seal from entry {misfits[0] * GROUP + 1:,} on"


class Board:
    """A bar while one track is derived, and a line for each. The bar is only there in a terminal."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, soft_wrap=True)
        columns = (TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn())
        self._bar = Progress(*columns, console=self._console, transient=True, disable=not self._console.is_terminal)
        self._now = self._bar.add_task("", total=1)

    def __enter__(self) -> "Board":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def begins(self, id: str, total: int) -> None:
        self._bar.update(self._now, completed=0, total=total, description=plain(id))

    def reaches(self, done: int) -> None:
        self._bar.update(self._now, completed=done)

    def says(self, id: str, what: str) -> None:
        self._console.print(f"{plain(id)}  {plain(what)}")
