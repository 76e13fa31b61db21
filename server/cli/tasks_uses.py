"""`greenroom tasks uses`: count anew, from the timelines, how tasks were used."""

import asyncio

import click

from server.cli.options import with_some
from server.core.telling import count as counted
from server.run import house_at_rest
from server.settings import Settings


@click.command(help="Count anew how tasks were used, from the timelines. The server must not run meanwhile.")
@with_some("data", "database_url", "tasks")
def uses(settings: Settings) -> None:
    click.echo(f"{counted(asyncio.run(_count(settings)), 'interview')} counted.")


async def _count(settings: Settings) -> int:
    async with house_at_rest(settings) as house:
        return await house.uses.recount()
