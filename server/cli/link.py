"""`greenroom link`: a fresh sign-in link, for the owner or for somebody else."""

import asyncio

import click

from server.cli.options import with_settings
from server.cli.reception import account_of, reception_of
from server.live.doors import sign_in_link
from server.run import secret_of
from server.settings import Settings


@click.command(
    help="Print a fresh sign-in link: for the owner, good for a day; or for the account with this address, good once."
)
@click.argument("email", default="")
@with_settings
def link(settings: Settings, email: str) -> None:
    click.echo(asyncio.run(_once(settings, email)) if email else sign_in_link(settings.base_url, secret_of(settings)))


async def _once(settings: Settings, email: str) -> str:
    async with reception_of(settings) as (_, reception):
        token, trouble = await reception.entering.link_for(await account_of(reception, email), None)
        if trouble:
            click.echo(f"They could not be told of the link by mail: {trouble}", err=True)
        return f"{settings.base_url}/sign-in/once/{token}"
