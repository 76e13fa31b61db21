"""`greenroom tasks versions`: the versions of tasks that are kept for interviews, and removing those that none has."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import click

from server.cli.options import with_some
from server.cli.words import plain
from server.core.task_versions import KeptVersion
from server.core.telling import count as counted
from server.run import house_at_rest
from server.settings import Settings

SHORT = 12
"""Characters of a digest that tell one version from another."""


@click.command(help="List the versions of tasks that are kept for interviews. The server must not run meanwhile.")
@click.option("--remove", is_flag=True, help="Remove those that no interview pins.")
@with_some("data", "database_url", "tasks")
def versions(settings: Settings, remove: bool) -> None:
    kept = asyncio.run(_versions(settings, remove=remove))
    for each in kept:
        click.echo(_line(each))
    size = _kb(sum(each.size for each in kept))
    if remove:
        click.echo(f"{counted(len(kept), 'version')} removed, {size}. Whatever an interview pins is still here.")
        return
    click.echo(f"{counted(len(kept), 'version')} kept, {size}.")
    if loose := sum(not each.pins for each in kept):
        what = "1 of them is" if loose == 1 else f"{loose:,} of them are"
        click.echo(f"{what} pinned by no interview: --remove removes {'it' if loose == 1 else 'them'}.")


def _kb(size: int) -> str:
    return f"{-(-size // 1024):,} KB"


def _line(each: KeptVersion) -> str:
    day = datetime.fromtimestamp(each.kept / 1000, UTC).date()
    whose = counted(each.pins, "interview") if each.pins else "no interview"
    return f"{plain(each.slug)}  {each.digest[:SHORT]}  kept on {day}, {_kb(each.size)}, {whose}"


async def _versions(settings: Settings, *, remove: bool) -> Sequence[KeptVersion]:
    async with house_at_rest(settings) as house:
        return await (house.store.drop_versions() if remove else house.store.versions())
