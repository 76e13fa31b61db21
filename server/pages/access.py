"""Who opened what of an interview, and when: for its host and for owners, and in plain words for its candidate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import assert_never

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.rights import Access, Thing, Way, may_know
from server.core.roles import Role
from server.pages import doors
from server.pages.errors import private
from server.pages.inside import Inside
from server.pages.site import Site


@dataclass(frozen=True, slots=True)
class Line:
    """One line: who it was, in words, what they opened, and when for the first time in that hour (Unix ms)."""

    who: str
    what: str
    at: int


@doors.witnesses
async def access(site: Site, request: Request, inside: Inside) -> Response:
    """A panelist asks the host: who opened what is about people, too."""
    if inside.role not in (Role.HOST, Role.CANDIDATE):
        raise private()
    lines = told(await site.house.access.of(inside.interview.id), inside.role)
    return site.page(
        request,
        "access.html",
        interview=inside.interview,
        lines=lines,
        candidate=inside.role is Role.CANDIDATE,
        owner=inside.owner,
        form_token=inside.form_token,
    )


def told(lines: Iterable[Access], role: Role) -> Sequence[Line]:
    """What this role is told of them, one line for what is the same to them."""
    known = (Line(_who(each, role), _what(each.thing, role), each.at) for each in lines if may_know(role, each.thing))
    seen: dict[tuple[str, str, int], Line] = {}
    for line in known:
        seen.setdefault((line.who, line.what, line.at // 60_000), line)
    return list(seen.values())


def _who(line: Access, role: Role) -> str:
    """A name and what they are, never an address. A candidate is not told how a program's key is called."""
    match line.way:
        case Way.ACCOUNT:
            return f"{line.name}, who runs this Greenroom" if line.name else "Somebody who runs this Greenroom"
        case Way.MEMBER:
            return f"{line.name}, interviewer"
        case Way.VIEWER:
            return f"{line.name}, viewer"
        case Way.CANDIDATE:
            return "You" if role is Role.CANDIDATE else f"{line.name}, candidate"
        case Way.LINK:
            return "Somebody with a link to a part"
        case Way.TOKEN:
            program = "A program of the people who run this Greenroom"
            return program if role is Role.CANDIDATE else f"A program with the key “{line.name}”"
        case _ as never:
            assert_never(never)


def _what(thing: Thing, role: Role) -> str:
    match thing:
        case Thing.RECORD:
            return "opened the record"
        case Thing.REPLAY | Thing.TRACK:
            return "opened the replay"
        case Thing.TIMELINE:
            return "read the timeline as a file"
        case Thing.EXPORT:
            return "took a copy along"
        case Thing.DATA:
            return f"took along everything that is kept about {'you' if role is Role.CANDIDATE else 'the candidate'}"
        case Thing.CLIP:
            return "looked at the part that a link opens"
        case Thing.CLIPS:
            return "looked through the links to parts"
        case Thing.ACCESS:
            return "looked at this list"
        case Thing.SCORECARD:
            return "opened a scorecard"
        case Thing.DEBRIEF:
            return "opened the debrief"
        case Thing.FEEDBACK:
            return "opened the feedback"
        case Thing.ERASING:
            return "looked for words to erase"
        case _ as never:
            assert_never(never)


def routes(site: Site) -> list[Route]:
    return [Route("/interviews/{id}/access", partial(access, site))]
