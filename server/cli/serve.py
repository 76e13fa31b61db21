"""`greenroom serve`: the server itself."""

import asyncio

import click

from server.cli.options import with_settings
from server.run import run
from server.settings import Settings


@click.command(help="Serve Greenroom and print the owner's sign-in link.")
@with_settings
def serve(settings: Settings) -> None:
    problem = asyncio.run(run(settings))
    if problem:
        raise click.ClickException(problem)
