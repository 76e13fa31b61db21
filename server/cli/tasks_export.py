"""`greenroom tasks export`: a task as a package of another format."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import click

from server.authoring.folders import CannotWrite, write_folder
from server.authoring.imported import Refused
from server.authoring.kattis_export import to_kattis
from server.cli.named_tasks import loaded, named
from server.cli.options import with_some
from server.cli.sandboxes import command_sandbox
from server.core.generated import needs_making
from server.core.judging import Made
from server.core.languages import Language
from server.core.task import Task, TaskProblem
from server.live.made_cases import MadeCases
from server.run import languages
from server.settings import Settings


@click.command(help="Write TASK as a package of another format: kattis, the legacy format of Kattis.")
@click.argument("format", type=click.Choice(["kattis"]))
@click.argument("task")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Folder for the package.")
@with_some("tasks", "sandbox")
def export(settings: Settings, format: str, task: str, out: Path) -> None:
    known = languages()
    found = loaded(named(settings, known, task))
    made = asyncio.run(_made(settings, known, found)) if found.kind == "stdin" and needs_making(found) else {}
    package = to_kattis(found, made)
    if isinstance(package, Refused):
        raise click.ClickException(f"{package.name} was not exported. {package.why}")
    folder = out / package.slug
    try:
        write_folder(folder, package.files)
    except CannotWrite as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{folder} is a package of the {format} format now.")
    for note in package.notes:
        click.echo(f"  {note}")


async def _made(settings: Settings, known: Sequence[Language], task: Task) -> Made:
    """The cases that have to be made, in the sandbox. Raises `click.ClickException`."""
    async with command_sandbox(settings) as (sandbox, _):
        made = await MadeCases(sandbox, {each.id: each.style for each in known}).of(task)
    if isinstance(made, TaskProblem):
        raise click.ClickException(f"{made.file}: {made.what} {made.mend}")
    return made
