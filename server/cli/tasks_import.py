"""`greenroom tasks import`: packages of other formats as tasks, each with what was changed or left out on the way."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import click
from rich.console import Console

from server.authoring.exercism import from_canonical
from server.authoring.exercism_track import from_track
from server.authoring.imported import Imported, Refused, as_texts
from server.authoring.jsonl import from_jsonl
from server.authoring.kattis import from_kattis
from server.authoring.packages import BadPackage, read_package
from server.cli.named_tasks import line, proving, write_new
from server.cli.options import with_some
from server.cli.words import counted, plain
from server.run import languages
from server.settings import Settings
from server.store.tasks import TaskFolders

Reader = Callable[[Path], Iterator[Imported | Refused]]


def _kattis(path: Path) -> Iterator[Imported | Refused]:
    yield from_kattis(read_package(path))


def _canonical(path: Path) -> Iterator[Imported | Refused]:
    yield from_canonical(path)


def _track(path: Path) -> Iterator[Imported | Refused]:
    yield from_track(read_package(path), path if path.is_dir() else None)


READERS: Final[dict[str, Reader]] = {
    "kattis": _kattis,
    "exercism-canonical": _canonical,
    "exercism-track": _track,
    "jsonl": from_jsonl,
}


@click.command(
    "import",
    help="Bring in a task from another format: a Kattis package (folder or archive), an exercise of Exercism's "
    "problem-specifications, an exercise of an Exercism track, or lines of JSON with a function task each.",
)
@click.argument("format", type=click.Choice(list(READERS)))
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH...")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=None, help="Folder for the task.")
@with_some("tasks")
def import_(settings: Settings, format: str, paths: tuple[Path, ...], into: Path | None) -> None:
    say = Console(highlight=False, soft_wrap=True)
    root = into or settings.tasks
    library = TaskFolders(root, [language.style for language in languages()])
    written: list[Path] = []
    refused = 0
    for path in paths:
        for one in _read(READERS[format], path):
            if isinstance(one, Imported) and not (why := _write(root, one)):
                written.append(root / one.slug)
                _tell(say, library, one)
            else:
                refused += 1
                why = one.why if isinstance(one, Refused) else why
                say.print(f"[red]  not[/]  {plain(one.name if isinstance(one, Refused) else one.slug)}: {plain(why)}")
    say.print(f"{counted(len(written), 'task')} brought in" + (f", {refused} not." if refused else "."))
    if written:
        them = "them" if len(written) > 1 else "it"
        say.print(f"Prove {them} before anybody meets {them}: {plain(proving(written))}")
    if refused:
        raise SystemExit(1)


def _read(reader: Reader, path: Path) -> Iterator[Imported | Refused]:
    try:
        yield from reader(path)
    except BadPackage as error:
        yield Refused(path.resolve().name, str(error))


def _write(root: Path, one: Imported) -> str:
    """ "" when the folder was written, else why not."""
    told = as_texts(one)
    return write_new(root, told.slug, told.files)


def _tell(say: Console, library: TaskFolders, one: Imported) -> None:
    task = library.task(one.slug)
    broken = [problem for problem in library.problems() if problem.slug == one.slug]
    word = "[green]   ok[/]" if task else "[yellow]  ...[/]"
    say.print(f"{word}  {plain(str(library.root / one.slug))}")
    for note in one.notes:
        say.print(f"       [dim]{plain(note)}[/]")
    for each in broken:
        say.print(f"       [yellow]{plain(line(each))}[/]")
