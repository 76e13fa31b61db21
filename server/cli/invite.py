"""`greenroom invite`: let somebody in, by a link that is printed and, where there is a mail server, mailed."""

import asyncio

import click

from server.cli.options import with_settings
from server.cli.reception import reception_of
from server.core.accounts import Rank
from server.live import mails
from server.live.planning import Refused
from server.settings import Settings


@click.command(help="Invite somebody: print a link that lets them in, once, and mail it where there is a mail server.")
@click.argument("name")
@click.argument("email")
@click.option("--rank", default="interviewer", type=click.Choice([rank.value for rank in Rank]), show_default=True)
@with_settings
def invite(settings: Settings, name: str, email: str, rank: str) -> None:
    asyncio.run(_invite(settings, name, email, Rank(rank)))


async def _invite(settings: Settings, name: str, email: str, rank: Rank) -> None:
    async with reception_of(settings) as (_, reception):
        owner = await reception.accounts.first_owner()
        invited = await reception.accounts.invite(owner.id, name, email, rank)
        if isinstance(invited, Refused):
            raise click.ClickException(invited.message)
        link = f"{settings.base_url}/invitations/{invited.token}"
        click.echo(link)
        if reception.mail.ready:
            trouble = await reception.mail.send(invited.account.email, *mails.invitation(invited.account, owner, link))
            click.echo(f"The mail did not go out: {trouble}" if trouble else "It is mailed, too.", err=True)
