"""`greenroom token`: bearer tokens for the API."""

import asyncio
import hashlib
import secrets
from dataclasses import replace
from datetime import UTC, datetime

import click

from server.cli.options import with_settings
from server.cli.reception import account_of, reception_of
from server.live.chance import short_id
from server.live.clock import SystemClock
from server.live.ports import ApiToken
from server.run import open_store
from server.settings import Settings


@click.group(help="Make, list and drop bearer tokens for the API.")
def token() -> None:
    pass


@token.command(help="Make a token and print it, once: only its digest is kept.")
@click.argument("label", default="api")
@click.option(
    "--account", default="", metavar="EMAIL", help="Whose it is and whose rights it has. [default: the owner]"
)
@with_settings
def create(settings: Settings, label: str, account: str) -> None:
    made = f"grt_{secrets.token_urlsafe(32)}"
    digest = hashlib.sha256(made.encode()).hexdigest()
    asyncio.run(_add(settings, ApiToken(short_id(), label[:80], digest, SystemClock().wall_ms()), account))
    click.echo(made)


@token.command("list", help="List the tokens that work, by id and label.")
@with_settings
def list_(settings: Settings) -> None:
    for each in asyncio.run(_all(settings)):
        made = datetime.fromtimestamp(each.created / 1000, UTC)
        click.echo(f"{each.id}  {made:%Y-%m-%d %H:%M}  {each.label}")


@token.command(help="Drop a token by its id: it stops working at once.")
@click.argument("id")
@with_settings
def drop(settings: Settings, id: str) -> None:
    if not asyncio.run(_drop(settings, id)):
        raise click.ClickException(f"There is no token {id}. `greenroom token list` shows them.")
    click.echo(f"Token {id} does not work any more.")


async def _add(settings: Settings, made: ApiToken, email: str) -> None:
    async with reception_of(settings) as (store, reception):
        whose = await account_of(reception, email)
        await store.add_token(replace(made, account=whose.id))


async def _all(settings: Settings) -> list[ApiToken]:
    store = await open_store(settings)
    try:
        return list(await store.tokens())
    finally:
        await store.close()


async def _drop(settings: Settings, id: str) -> bool:
    store = await open_store(settings)
    try:
        return await store.drop_token(id)
    finally:
        await store.close()
