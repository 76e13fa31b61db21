"""`greenroom verify`: whether a file is what a server sealed at the end of an interview."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from server.cli.words import plain
from server.core.seal import findings
from server.core.seal.checking import Checked, check
from server.core.seal.findings import Finding, Part
from server.core.seal.packed import opened
from server.live.signing import is_signed, key_bytes, key_text
from server.run import open_store
from server.settings import Settings

FILE_MAX: Final = 256 * 1024 * 1024
"""Bytes: an offline file has two or three millions."""
OTHER_KEY: Final = "It was sealed with another key than the one that you gave: another house made it."
NO_FILE: Final = (
    "{} is not an offline replay of Greenroom's. They are HTML files that the replay's Export makes; nothing else can "
    "be verified."
)


@click.command(
    help="Say whether FILE, an offline replay of either edition, is what a server sealed, or what in it is not.\n\n"
    "Hold the fingerprint against the one that was shown when the interview ended: whoever seals a changed copy anew "
    "cannot make the same."
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", default="", help="The house's public key in base64, or a file with it: is it the one?")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="The data folder of the house that sealed it: does it have the interview still, or when was it deleted?",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def verify(file: Path, key: str, data: Path | None, as_json: bool) -> None:
    wanted = _key(key) if key else None
    page = _read(file)
    found = opened(page)
    if found is None:
        raise click.ClickException(NO_FILE.format(plain(str(file))))
    checked = check(found.copy, is_signed)
    wrong = list(checked.findings)
    if wanted is not None and checked.statement is not None and checked.key != wanted:
        wrong.append(Finding(Part.SIGNATURE, OTHER_KEY))
    if not wrong and not found.is_whole:
        wrong.append(findings.file())
    if as_json:
        click.echo(json.dumps(_plain(checked, wrong), indent=2, ensure_ascii=False))
    else:
        for line in _lines(checked, wrong):
            click.echo(line)
        if data is not None and checked.statement is not None:
            click.echo(f"  In the house {asyncio.run(_in_house(data, checked.statement.room))}")
    if wrong or checked.statement is None:
        raise SystemExit(1)


async def _in_house(data: Path, room: str) -> str:
    """What the house with this data folder has of an interview."""
    if not (data / "greenroom.db").exists():
        raise click.ClickException(f"There is no Greenroom's data in {plain(str(data))}.")
    store = await open_store(Settings(data=data))
    try:
        gone = await store.deletion(room)
        if gone is not None:
            return f"this interview was deleted on {_day(gone.at)}"
        return "it is still there" if await store.interview(room) else "it was never there"
    finally:
        await store.close()


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > FILE_MAX:
            raise click.ClickException(NO_FILE.format(plain(str(file))))
        return file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{plain(str(file))} cannot be read: {error.strerror}.") from error


def _key(given: str) -> bytes:
    """The key of `--key`: base64, or a file that has it."""
    key = key_bytes(given)
    if key is None:
        try:
            key = key_bytes(Path(given).read_text())
        except (OSError, ValueError):
            key = None
    if key is None:
        raise click.ClickException(
            "--key is neither 32 bytes in base64 nor a file with them. /about/seal shows the key."
        )
    return key


def _lines(checked: Checked, wrong: list[Finding]) -> list[str]:
    if wrong:
        return ["This is not what the server sealed:", *(f"  {plain(each.words)}" for each in wrong)]
    if checked.statement is None:
        return ["This copy was made before the interview was sealed: nothing in it is damaged, but nobody signed it."]
    statement = checked.statement
    entries = f"{statement.events:,} entries" + (f", {checked.withheld:,} of them withheld" if checked.withheld else "")
    return [
        f"This is what the server sealed on {_day(statement.at)}.",
        f"  Fingerprint  {checked.fingerprint}",
        f"  Interview    {statement.room}, {entries}, {findings.clock(statement.length)} long",
        f"  Edition      {'the candidate’s' if checked.edition == 'candidate' else 'the interviewers’'}",
        f"  Key          {key_text(checked.key)}",
        *(f"  Erased       {_entries(len(each.entries))} on {_day(each.at)}" for each in checked.erased),
    ]


def _entries(count: int) -> str:
    return "one entry" if count == 1 else f"{count:,} entries"


def _day(at: int) -> str:
    moment = datetime.fromtimestamp(at / 1000, UTC)
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def _plain(checked: Checked, wrong: list[Finding]) -> dict[str, Any]:
    statement = checked.statement
    return {
        "sealed": statement is not None and not wrong,
        "fingerprint": checked.fingerprint,
        "key": key_text(checked.key) if checked.key else "",
        "edition": checked.edition,
        "room": statement.room if statement else "",
        "events": statement.events if statement else 0,
        "withheld": checked.withheld,
        "at": statement.at if statement else 0,
        "erased": [{"at": each.at, "entries": list(each.entries)} for each in checked.erased],
        "findings": [
            {
                "part": each.part.value,
                "words": each.words,
                "at": each.at,
                "until": each.until,
                "chunks": list(each.chunks),
                "run": each.run,
            }
            for each in wrong
        ],
    }
