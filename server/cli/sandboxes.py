"""A sandbox for one command: one of its own, so that a server that runs beside it keeps all of its places."""

import logging
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import click
import structlog

from sandbox.client import supervise
from sandbox.contract import Sandbox, SandboxStatus
from server.run import open_sandbox
from server.settings import Settings


@asynccontextmanager
async def command_sandbox(settings: Settings) -> AsyncIterator[tuple[Sandbox, SandboxStatus]]:
    """The sandbox of the settings, or one that ends with the block; and what works in it.

    Raises `click.ClickException` when nothing can run. What the sandbox logs goes nowhere: a command prints its own.
    """
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    try:
        with tempfile.TemporaryDirectory(prefix="greenroom-") as folder:
            here = supervise(Path(folder) / "sandbox.sock", guard=False, quiet=True)
            async with here if settings.sandbox == "auto" else open_sandbox(settings) as sandbox:
                status = await sandbox.status()
                if not status.ready:
                    raise click.ClickException(status.why or "The sandbox does not answer. Run: greenroom doctor")
                yield sandbox, status
    finally:
        structlog.configure(**before)


def why_not(status: SandboxStatus, language: str) -> str:
    """Why nothing can run in this language here; "" when it can."""
    return next((each.why for each in status.languages if each.id == language and not each.ready), "")
