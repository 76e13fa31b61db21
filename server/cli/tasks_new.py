"""`greenroom tasks new`: a small task that proves itself, to begin from."""

from typing import cast

import click

from server.authoring.project_template import BASKETS, USUAL
from server.authoring.templates import BODIES, Kind, new_task
from server.cli.named_tasks import proving, write_new
from server.cli.options import with_some
from server.core.workshop import slug_problem
from server.settings import Settings


@click.command(help="Write a small task that proves itself, to begin from. SLUG is its folder's name.")
@click.argument("slug")
@click.option("--kind", type=click.Choice(list(BODIES)), default="function", show_default=True)
@click.option("--title", default=None, help="What it is called; made from SLUG if not given.")
@click.option(
    "--language", "languages", type=click.Choice(list(BASKETS)), multiple=True, help="Of a project; may be given again."
)
@with_some("tasks")
def new(settings: Settings, slug: str, kind: str, title: str | None, languages: tuple[str, ...]) -> None:
    if problem := slug_problem(slug):
        raise click.ClickException(problem)
    if languages and kind != "project":
        raise click.ClickException(f"A new {kind} is there for every language. Leave --language out.")
    folder = settings.tasks / slug
    called = title or slug.replace("-", " ").capitalize()
    if why := write_new(settings.tasks, slug, new_task(cast(Kind, kind), called, languages or USUAL)):
        raise click.ClickException(why)
    click.echo(f"{folder} is a task now. Change its files; docs/tasks.md says what each is for.")
    click.echo(f"Prove it with: {proving([folder])}")
