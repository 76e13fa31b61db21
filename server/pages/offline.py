"""The offline file: one HTML page with the replay in it, that opens from a disk and asks nobody for anything.

What is in it is what its edition may have: a track of that edition, and the tasks as that role may know them.
"""

import asyncio
import re
import secrets
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.interview import Interview
from server.core.languages import Language
from server.core.seal.copies import Copy
from server.core.seal.packed import block, finished, parts
from server.core.task import Task
from server.core.track.parts import Edition
from server.live.copies import copy_of
from server.live.exports import Made
from server.live.ports_library import Tasks
from server.live.sealing import Sealing
from server.live.tracks import Tracks
from server.pages import doors
from server.pages.errors import Sorry
from server.pages.exports import OFFLINE, edition_of, file_answer
from server.pages.inside import Inside
from server.pages.render import View
from server.pages.room_data import offline_data
from server.pages.site import Site

MEDIA: Final = "text/html; charset=utf-8"
_SCRIPT: Final = Path("offline") / "offline.js"
_STYLE: Final = Path("offline") / "offline.css"


@dataclass(frozen=True, slots=True)
class Player:
    """The replay's script and style, each in one piece."""

    script: bytes
    style: bytes


def player_in(dist: Path) -> Player | None:
    """The player of this build; None when it is not built."""
    try:
        return Player((dist / _SCRIPT).read_bytes(), (dist / _STYLE).read_bytes())
    except OSError:
        return None


def offline_page(
    view: View,
    player: Player,
    interview: Interview,
    edition: Edition,
    copy: Copy,
    tasks: Sequence[Task],
    languages: Sequence[Language],
) -> bytes:
    """The whole file. Takes a second for a long interview: for a thread."""
    begin = view.text("offline.js")
    nonce = secrets.token_urlsafe(16)
    data = msgspec.json.encode(offline_data(interview, edition.role, tasks, languages))
    blocks = [block("page", data), *_packed_player(player), *(block(id, part) for id, part in parts(copy))]
    html = view.plain(
        "offline.html",
        title=interview.title,
        policy=_policy(player, begin, nonce),
        nonce=nonce,
        blocks=map(Markup, blocks),
        begin=Markup(f"<script>{begin}</script>"),
    )
    return finished(f"{html}\n".encode())


def _policy(player: Player, begin: str, nonce: str) -> str:
    """What the file forbids the browser: everything but itself. The nonce is for the editor's own style sheet."""
    scripts = f"{_hash(begin.encode())} {_hash(player.script)}"
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {scripts}",
            f"style-src {_hash(player.style)} 'nonce-{nonce}'",
            "img-src data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: bytes) -> str:
    return f"'sha256-{b64encode(sha256(text).digest()).decode()}'"


@lru_cache(maxsize=2)
def _packed_player(player: Player) -> tuple[str, str]:
    return block("style", player.style), block("player", player.script)


def file_name(interview: Interview, edition: Edition) -> str:
    """`greenroom-backend-engineer-candidate.html`"""
    slug = re.sub(r"[^a-z0-9]+", "-", interview.title.lower()).strip("-")[:60].strip("-") or interview.id
    return f"greenroom-{slug}{'-candidate' if edition is Edition.CANDIDATE else ''}.html"


async def offline_file(
    view: View,
    tracks: Tracks,
    sealing: Sealing,
    library: Tasks,
    languages: Sequence[Language],
    interview: Interview,
    edition: Edition,
) -> Made | None:
    """The file of everything up to now; None where the player is not built. Raises `StoreError`."""
    player = player_in(view.bundle.dist)
    if player is None:
        return None
    copy = await copy_of(tracks, sealing, interview, edition)
    tasks = [task for slug in interview.tasks if (task := library.task(slug))]
    page = await asyncio.to_thread(offline_page, view, player, interview, edition, copy, tasks, languages)
    return Made(file_name(interview, edition), MEDIA, page)


@doors.readers
async def offline(site: Site, request: Request, inside: Inside) -> Response:
    edition = edition_of(request)
    if edition is None:
        raise Sorry(400, "There is no such edition", "An export is for the interviewers (host) or for the candidate.")
    house = site.house
    pinned = house.pins.of(inside.interview)
    made = await offline_file(
        site.view, house.tracks, house.sealing, pinned, house.languages(), inside.interview, edition
    )
    return site.page(request, "unbuilt.html", status=503) if made is None else file_answer(made)


def routes(site: Site) -> list[Route]:
    return [Route(f"/interviews/{{id}}/export/{OFFLINE.name}", partial(offline, site))]
