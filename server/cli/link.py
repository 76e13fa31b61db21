"""`greenroom link`: a fresh sign-in link for the owner."""

import click

from server.cli.options import with_settings
from server.live.doors import sign_in_link
from server.run import secret_of
from server.settings import Settings


@click.command(help="Print a fresh sign-in link for the owner, good for a day.")
@with_settings
def link(settings: Settings) -> None:
    click.echo(sign_in_link(settings.base_url, secret_of(settings)))
