"""`greenroom doctor`: what works on this machine, what does not, and the mend."""

import asyncio

import click
from rich.console import Console

from sandbox.doctor import healthy, table
from server.cli.checks import checks
from server.cli.options import with_settings
from server.settings import Settings


@click.command(help="Check everything that Greenroom needs here; exit 1 if something is broken.")
@with_settings
def doctor(settings: Settings) -> None:
    found = asyncio.run(checks(settings))
    Console().print(table(found))
    if not healthy(found):
        raise SystemExit(1)
