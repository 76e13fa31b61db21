"""A task that was saved from its page, committed to the git repository around it where the house is set up so."""

import asyncio
from contextlib import suppress

import structlog

from server.live.account_ports import AccountStore
from server.live.ports_library import TaskHistory

log = structlog.get_logger()
NOWHERE = "nobody@greenroom.invalid"
"""The address of somebody whose account has none: git wants one, and this one is nobody's."""


class Committing:
    def __init__(self, history: TaskHistory, accounts: AccountStore, *, on: bool) -> None:
        self._history = history
        self._accounts = accounts
        self._on = on

    async def commit(self, slug: str, account: str, subject: str, was: str = "") -> None:
        """In the account's name; `was` is the address that the task had before, if it got another one. What cannot be
        committed is saved all the same, and is in the next commit."""
        if not self._on:
            return
        who = await self._accounts.account(account)
        name = " ".join((who.name if who else "Greenroom").replace("<", "").replace(">", "").split())
        address = (who.email if who else "") or NOWHERE
        with suppress(OSError):
            if await asyncio.to_thread(self._history.commit, slug, subject, name, address, was):
                log.info("a task is committed", task=slug)
