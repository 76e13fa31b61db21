"""`greenroom serve`: the server itself."""

import asyncio

import click
import uvloop

from server.cli.options import with_settings
from server.run import run
from server.settings import Settings


@click.command(help="Serve Greenroom and print the owner's sign-in link.")
@with_settings
def serve(settings: Settings) -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run(settings))
