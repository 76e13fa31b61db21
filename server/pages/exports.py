"""Takes an interview along: its exports, for interviewers only. Each can be had in either edition."""

from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.interview import Interview
from server.core.track.parts import Edition
from server.live.exports import Exports, Format, Made
from server.pages import doors
from server.pages.errors import Sorry, not_found
from server.pages.inside import Inside
from server.pages.site import Site
from server.pages.words import size_of


@dataclass(frozen=True, slots=True)
class Link:
    """One copy. `size` is in words, "" where it is not known yet."""

    words: str
    address: str
    size: str


@dataclass(frozen=True, slots=True)
class Offer:
    """An export that another module makes, at the same address as ours: its route stands before them."""

    name: str
    title: str
    what: str


OFFLINE: Final = Offer(
    "offline.html",
    "Offline replay (HTML)",
    "The whole replay in one file: it opens without a server, and can be verified.",
)
"""No other program's format: `pages/offline.py` makes it."""
FIRST: Final[tuple[Offer, ...]] = (OFFLINE,)
"""What is shown before all formats."""


@dataclass(frozen=True, slots=True)
class Row:
    """One export as it is offered."""

    name: str
    title: str
    what: str
    links: tuple[Link, ...]


@doors.readers
async def export(site: Site, request: Request, inside: Inside) -> Response:
    """One file, made now."""
    format = site.house.exports.format(request.path_params["format"])
    if format is None:
        raise not_found()
    edition = edition_of(request)
    if edition is None:
        raise Sorry(400, "There is no such edition", "An export is for the interviewers (host) or for the candidate.")
    names = request.query_params.get("names") == "1"
    return file_answer(await site.house.exports.make(inside.interview, format, edition, names=names))


def edition_of(request: Request) -> Edition | None:
    """The edition that is asked for: the interviewers' unless the address says otherwise; None for an unknown one."""
    asked = request.query_params.get("edition", Edition.HOST.value)
    return next((each for each in Edition if each.value == asked), None)


def file_answer(made: Made) -> Response:
    """A file to be kept. It is never shown in the browser: what people wrote is in it."""
    return attached(made.name, made.body, made.media)


def attached(name: str, body: bytes, media: str) -> Response:
    """The same for any bytes."""
    disposition = f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    headers = {"content-disposition": disposition, "cache-control": "private, no-store"}
    return Response(body, headers=headers, media_type=media)


def rows(site: Site, interview: Interview) -> list[Row]:
    """Everything that can be taken along, in the order in which people are shown it."""
    exports = site.house.exports
    offers: list[Offer | Format] = [*FIRST, *exports.formats]
    return [_row(exports, interview, each) for each in offers]


def _row(exports: Exports, interview: Interview, each: Offer | Format) -> Row:
    copies = [("Interviewers’ copy", Edition.HOST, False), ("Candidate’s copy", Edition.CANDIDATE, False)]
    if isinstance(each, Format) and each.named:
        copies.append(("With names", Edition.HOST, True))
    links = (_link(exports, interview, each.name, *copy) for copy in copies)
    return Row(each.name, each.title, each.what, tuple(links))


def _link(exports: Exports, interview: Interview, name: str, words: str, edition: Edition, names: bool) -> Link:
    address = f"/interviews/{interview.id}/export/{name}?edition={edition.value}" + ("&names=1" if names else "")
    bytes = exports.size(interview, name, edition, names=names)
    return Link(words, address, size_of(bytes) if bytes else "")


def routes(site: Site) -> list[Route]:
    return [Route("/interviews/{id}/export/{format}", partial(export, site))]
