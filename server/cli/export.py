"""`greenroom export`: an interview as a file of another program's format."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from server.cli.options import with_some
from server.cli.words import counted
from server.core.ids import ROOM_ID
from server.core.interview import Interview
from server.core.track.parts import Edition
from server.exporting import FORMATS
from server.live.clock import SystemClock
from server.live.exports import Exports, Made
from server.live.pins import Pins
from server.live.sealing import Sealing
from server.live.track_folder import MemoryFolder
from server.live.tracks import Tracks
from server.pages.exports import OFFLINE
from server.pages.offline import offline_file
from server.pages.render import View
from server.run import languages, open_store, signer_of
from server.settings import Settings
from server.store.database import Database
from server.store.tasks import TaskFolders

CHOICES: Final = {OFFLINE.name: OFFLINE.what} | {each.name: each.what for each in FORMATS}
STANDARD_OUTPUT: Final = Path("-")


@click.command(
    help="Write the interview ID as a file. Everything up to now is in it, whether or not the server runs.\n\n"
    + "\n\n".join(f"{name}: {what}" for name, what in CHOICES.items())
)
@click.argument("id")
@click.argument("format", metavar="FORMAT", type=click.Choice(list(CHOICES)))
@click.option(
    "--edition",
    type=click.Choice([each.value for each in Edition]),
    default=Edition.HOST.value,
    show_default=True,
    help="Whose copy: the candidate's has no notes and nothing of hidden tests.",
)
@click.option("--names", is_flag=True, help="Keep names and exact times where a format leaves them out.")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path(), help="Folder or file to write to; - for standard output."
)
@with_some("data", "database_url", "tasks")
def export(settings: Settings, id: str, format: str, edition: str, names: bool, out: Path) -> None:
    made = asyncio.run(_made(settings, id, format, Edition(edition), names=names))
    if out == STANDARD_OUTPUT:
        sys.stdout.buffer.write(made.body)
        return
    path = out / made.name if out.is_dir() else out
    try:
        with path.open("xb") as file:
            file.write(made.body)
    except FileExistsError:
        raise click.ClickException(
            f"{path} is there already. Move it away, or choose another name with --out."
        ) from None
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}. Choose another with --out.") from error
    click.echo(f"{path}, {counted(len(made.body), 'byte')}", err=True)


async def _made(settings: Settings, id: str, format: str, edition: Edition, *, names: bool) -> Made:
    store = await open_store(settings)
    try:
        interview = await store.interview(id) if ROOM_ID.match(id) else None
        if interview is None:
            raise click.ClickException(
                f"There is no interview {id} in {settings.data}. Its id has 12 letters and digits and is in the "
                "address of its pages, after /interviews/. Name another folder with --data."
            )
        return await _exported(settings, store, interview, format, edition, names=names)
    finally:
        await store.close()


async def _exported(
    settings: Settings, store: Database, interview: Interview, name: str, edition: Edition, *, names: bool
) -> Made:
    """The file, from a track of its own: the server's may grow at this moment."""
    known = languages()
    pins = Pins(store, TaskFolders(settings.tasks, [language.style for language in known]), SystemClock())
    await pins.load(interview)

    async def stored(room: str) -> None:
        """What is stored is all that another process can know of."""

    tracks = Tracks(store, MemoryFolder(), SystemClock(), stored)
    try:
        if name == OFFLINE.name:
            sealing = Sealing(store, tracks, SystemClock(), signer_of(settings), store.interview)
            made = await offline_file(View(), tracks, sealing, pins.of(interview), known, interview, edition)
            if made is None:
                raise click.ClickException("The player that goes into the file is not built. “make up” builds it.")
            return made
        format = next(each for each in FORMATS if each.name == name)
        total, _ = await store.last(interview.id)
        with _bar(format.title, total) as tell:
            exports = Exports(FORMATS, tracks, pins, known)
            return await exports.make(interview, format, edition, names=names, progress=tell)
    finally:
        await tracks.close()


@contextmanager
def _bar(title: str, total: int) -> Iterator["_Tell"]:
    """A bar on a terminal; nothing elsewhere."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed} of {task.total} entries"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield _Tell(progress, title, total)


class _Tell:
    """Hears the number of the entry that was read last."""

    def __init__(self, progress: Progress, title: str, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task(title, total=total)

    def __call__(self, entries: int) -> None:
        self._progress.update(self._task, completed=entries)
