"""`greenroom doctor`: what works on this machine, what does not, and the mend."""

import asyncio

import click
from rich.console import Console

from server.cli.options import with_settings
from server.settings import Settings


@click.command(help="Check everything that Greenroom needs here; exit 1 if something is broken.")
@with_settings
def doctor(settings: Settings) -> None:
    from sandbox.doctor import healthy, table  # here, so that the serving process never loads Docker's client
    from server.cli.checks import checks

    found = asyncio.run(checks(settings))
    Console().print(table(found))
    if not healthy(found):
        raise SystemExit(1)
