"""`greenroom data`: what is kept about a candidate, taken along, erased in part, or deleted."""

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import click

from server.cli.options import with_some
from server.cli.words import counted, plain
from server.core.erasing import WORDS_MIN
from server.core.ids import ROOM_ID
from server.core.interview import Interview
from server.core.listing import Wanted, place_of
from server.core.retention import kept_for
from server.core.rights import confirms
from server.exporting import FORMATS
from server.live.cards import Cards
from server.live.clock import SystemClock
from server.live.exports import Exports, Made
from server.live.feedbacks import Feedbacks
from server.live.house import House
from server.live.pins import Pins
from server.live.planning import Refused
from server.live.ports import Store
from server.live.retention import due
from server.live.sealing import Sealing
from server.live.track_folder import MemoryFolder
from server.live.tracks import Tracks
from server.pages.data_export import Sources, everything
from server.pages.render import View
from server.run import house_at_rest, languages, open_store, signer_of
from server.settings import Settings
from server.store.tasks import TaskFolders

BY: Final = "the command line"
NO_INTERVIEW: Final = (
    "There is no interview {} in {}. Its id has 12 letters and digits and is in the address of its pages, after "
    "/interviews/. Name another folder with --data."
)


@click.group(help="Take along or delete what is kept about a candidate.")
def data() -> None:
    pass


@data.command(
    help="Write everything that is kept about a candidate as one zip: of the INTERVIEW with this id, or of every "
    "interview of the --candidate. It can be done while the server runs."
)
@click.argument("interview", default="")
@click.option("--candidate", default="", metavar="NAME", help="Every interview of the candidate with this name.")
@click.option("--to", required=True, type=click.Path(path_type=Path), help="The file to write.")
@with_some("data", "database_url", "tasks")
def export(settings: Settings, interview: str, candidate: str, to: Path) -> None:
    if bool(interview) == bool(candidate):
        raise click.ClickException("Name an interview by its id, or say --candidate with a name.")
    made = asyncio.run(_exported(settings, interview, candidate))
    try:
        with to.open("xb") as file:
            file.write(made.body)
    except FileExistsError:
        raise click.ClickException(f"{to} is there already. Move it away, or choose another name with --to.") from None
    except OSError as error:
        raise click.ClickException(f"{to} cannot be written: {error.strerror}. Choose another with --to.") from error
    click.echo(f"{to}, {counted(len(made.body), 'byte')}", err=True)


@data.command(help="Delete the INTERVIEW with this id for good. Stop the server first, or use the record's page.")
@click.argument("interview")
@click.option("--confirm", default="", metavar="NAME", help="The candidate's name, to be asked for nothing.")
@with_some("data", "database_url", "tasks")
def delete(settings: Settings, interview: str, confirm: str) -> None:
    asyncio.run(_delete(settings, interview, confirm))
    click.echo(f"Interview {interview} is deleted.")


@data.command(
    help="Erase what entries of the INTERVIEW say that have these WORDS: notes, cases and runs as a whole, of typed "
    "text every character; and these words on cards, in feedback and in what both sides say. Stop the server first, or "
    "use the record's page."
)
@click.argument("interview")
@click.argument("words")
@click.option("--confirm", default="", metavar="NAME", help="The candidate's name, to be asked for nothing.")
@with_some("data", "database_url", "tasks")
def erase(settings: Settings, interview: str, words: str, confirm: str) -> None:
    if len(words) < WORDS_MIN:
        raise click.ClickException(f"Look for at least {WORDS_MIN} characters: fewer are everywhere.")
    count, papers = asyncio.run(_erase(settings, interview, words, confirm))
    said = [counted(count, "entry", "entries")] if count else []
    said += [f"the words on {counted(papers, 'paper')}"] if papers else []
    click.echo(f"{' and '.join(said)} erased." if said else "These words are nowhere.")


async def _exported(settings: Settings, id: str, candidate: str) -> Made:
    """From tracks of its own: the server's may grow at this moment."""
    store = await open_store(settings)
    known, clock = languages(), SystemClock()
    pins = Pins(store, TaskFolders(settings.tasks, [language.style for language in known]), clock)

    async def stored(room: str) -> None:
        """What is stored is all that another process can know of."""

    tracks = Tracks(store, MemoryFolder(), clock, stored)
    sealing = Sealing(store, tracks, clock, signer_of(settings), store.interview)
    try:
        wanted = [await _found(settings, store, id)] if id else await _of(store, candidate)
        exports = Exports(FORMATS, tracks, pins, known)
        kept, until = kept_for(settings.keep_months), partial(due, months=settings.keep_months)
        feedbacks = Feedbacks(store, Cards(store, pins, clock), tracks, clock)
        sources = Sources(View(), store, tracks, sealing, exports, feedbacks, kept, until, pins, known)
        return await everything(sources, wanted, clock.wall_ms())
    finally:
        await tracks.close()
        await store.close()


async def _found(settings: Settings, store: Store, id: str) -> Interview:
    interview = await store.interview(id) if ROOM_ID.match(id) else None
    if interview is None:
        raise click.ClickException(NO_INTERVIEW.format(plain(id), settings.data))
    return interview


async def _of(store: Store, candidate: str) -> Sequence[Interview]:
    """Every interview of the candidate with this name, whatever its case, page by page."""
    found: list[Interview] = []
    wanted = Wanted(words=candidate.strip())
    while page := await store.listed(wanted):
        found += [each for each in page if each.candidate.casefold() == candidate.strip().casefold()]
        wanted = Wanted(words=wanted.words, after=place_of(page[-1]))
    if not found:
        raise click.ClickException(f"There is no interview of a candidate called “{plain(candidate)}”.")
    return found


async def _delete(settings: Settings, id: str, confirm: str) -> None:
    async with house_at_rest(settings) as house:
        interview = await _sure(settings, house, id, confirm, "delete")
        refused = await house.rights.delete(interview, BY)
        if refused:
            raise click.ClickException(refused.message)
        await house.rights.scrub()


async def _erase(settings: Settings, id: str, words: str, confirm: str) -> tuple[int, int]:
    """How many entries were erased, and from how many papers. Whoever does this has the database, and every paper."""
    async with house_at_rest(settings) as house:
        interview = await _found(settings, house.store, id)
        found = await house.rights.find(interview, words)
        chosen = [*(entry.seq for entry in found.said), *(seq for seq, _, _ in found.typed)]
        papers = [each.name for each in await house.paper_erasing.find(interview, words, None)]
        if not chosen and not papers:
            return 0, 0
        await _sure(settings, house, id, confirm, "erase")
        count = await _erase_entries(house, interview, chosen) if chosen else 0
        done = await house.paper_erasing.erase(interview, words, papers, None, unread=False) if papers else 0
        if isinstance(done, Refused):
            raise click.ClickException(done.message)
        await house.rights.scrub()
        return count, done


async def _erase_entries(house: House, interview: Interview, chosen: Sequence[int]) -> int:
    await house.sealing.seal(interview.id)
    done = await house.rights.erase(interview, chosen, BY)
    if isinstance(done, Refused):
        raise click.ClickException(done.message)
    return len(done.entries)


async def _sure(settings: Settings, house: House, id: str, confirm: str, what: str) -> Interview:
    interview = await _found(settings, house.store, id)
    name = plain(interview.candidate)
    typed = confirm or click.prompt(f"This cannot be undone. To {what} it, type the candidate’s name ({name})")
    if not confirms(interview, typed):
        raise click.ClickException("That is not the candidate’s name. Nothing was changed.")
    return interview
