"""How tests give a command."""

import asyncio
from pathlib import Path

from click.testing import CliRunner, Result

from server.cli import main

TASKS = Path(__file__).parents[2] / "tasks"


async def greenroom(*words: object) -> Result:
    """The command in a thread of its own: it brings its own event loop."""
    return await asyncio.to_thread(CliRunner().invoke, main, [str(word) for word in words])
