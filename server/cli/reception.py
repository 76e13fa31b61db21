"""The reception without a house: for commands that let people in while a server may be running beside them."""

import asyncio
from collections.abc import AsyncIterator, Collection, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import click

from server.core.accounts import Account, tidy_email
from server.live.clock import SystemClock
from server.live.ports import Store
from server.live.reception import Reception
from server.run import open_store, outside, secret_of
from server.settings import Settings


@asynccontextmanager
async def reception_of(settings: Settings) -> AsyncIterator[tuple[Store, Reception]]:
    """The store and the reception of these settings, until the block ends."""
    secret = secret_of(settings)
    mail, provider = outside(settings)
    store = await open_store(settings)
    reception = Reception(
        store.accounts, SystemClock(), secret, show_out=_nobody, beside=_beside, mail=mail, provider=provider
    )
    try:
        yield store, reception
    finally:
        reception.close()
        await store.close()


def _nobody(sessions: Collection[str], account: str) -> None:
    """No connection is ours: a server that runs beside us has its own."""


def _beside(chore: Coroutine[Any, Any, None]) -> object:
    return asyncio.ensure_future(chore)


async def account_of(reception: Reception, email: str) -> Account:
    """Whose account this is, by e-mail address; "" is the first owner's. Raises `click.ClickException`."""
    if not email:
        return await reception.accounts.first_owner()
    found = [each for each in await reception.accounts.all() if each.email == tidy_email(email)]
    if not found or not found[0].is_active:
        raise click.ClickException(f"Nobody signs in here with {email}. `greenroom invite` lets somebody in.")
    return found[0]
