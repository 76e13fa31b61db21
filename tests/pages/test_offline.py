"""The offline file: whole, of its edition alone, and safe whatever is in it."""

import gzip
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from server.core import asks as a
from server.core import events as e
from server.core import inputs as i
from server.core.ids import CANDIDATE, HOST
from server.core.interview import Interview
from server.core.roles import Role
from server.core.seal.checking import check
from server.core.seal.packed import opened
from server.core.track.parts import Edition
from server.live.signing import is_signed
from tests.fakes import CANARY
from tests.house import seat
from tests.pages.visitors import Town


async def told(town: Town, *, ends: bool = True) -> Interview:
    """An interview with a note, hidden tests and hostile words, each with a canary."""
    interview = await town.interview(title="</script><script>alert(1)</script>")
    live = await town.house.enter(interview.id)
    assert live is not None
    ida, cam = seat(HOST, Role.HOST), seat(CANDIDATE, Role.CANDIDATE)
    with live.seated(ida, 0), live.seated(cam, 0):
        live.feed(i.Asks(HOST, Role.HOST, a.AskNote(f"a note {CANARY}"), "n1"))
        town.house.ask(live, ida, i.Asks(HOST, Role.HOST, a.AskRun("slots", "python", e.Suite.HIDDEN), "r1"))
        await town.house.settled()
        live.feed(i.Asks(CANDIDATE, Role.CANDIDATE, a.AskCase("slots", "</script><!--", {"busy": []}, 0), "c1"))
    if ends:
        await town.house.end(interview)
        await town.house.settled()
    return interview


async def file(town: Town, interview: Interview, edition: str = "") -> bytes:
    ida = await town.ida(interview)
    assert await ida.opens(f"/interviews/{interview.id}/export/offline.html{edition and '?edition=' + edition}") == 200
    return ida.page.content


def everything(page: bytes) -> bytes:
    """The page with all of its parts unpacked."""
    packed = re.findall(rb'<script type="application/octet-stream" id="[^"]+">([^<]*)</script>', page)
    return b"\n".join([page, *(gzip.decompress(b64decode(each)) for each in packed)])


@pytest.mark.parametrize("edition", tuple(Edition))
async def test_the_file_of_either_edition_is_what_was_sealed(town: Town, edition: Edition) -> None:
    interview = await told(town)
    found = opened(await file(town, interview, edition.value))
    assert found is not None
    assert found.is_whole
    checked = check(found.copy, is_signed)
    assert (checked.findings, checked.edition) == ([], edition.value)
    seal = await town.house.sealing.of(interview.id)
    assert seal is not None
    assert checked.fingerprint == seal.fingerprint


async def test_nothing_private_is_in_any_byte_of_a_candidates_file(town: Town) -> None:
    interview = await told(town)
    hosts = everything(await file(town, interview))
    candidates = everything(await file(town, interview, "candidate"))
    assert hosts.count(CANARY.encode()) > 5, "notes, hidden cases, the guide, the rubric and the solutions"
    assert CANARY.encode() not in candidates
    assert b'"interviewer"' not in candidates
    for role in Role:
        assert town.house.key(interview, role).encode() not in hosts + candidates
    assert town.house.secret.encode() not in hosts + candidates


async def test_the_file_lets_nothing_in_but_its_own_script_and_style(town: Town) -> None:
    page = await file(town, await told(town))
    policy = (
        re.findall(rb'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[0].decode().replace("&#39;", "'")
    )
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    begin = re.findall(rb"<script>(.*?)</script>", page, re.S)
    assert len(begin) == 1, "no text of the interview ended a part and began a script"
    for script in (begin[0], b'document.title = "</script>";'):
        assert f"'sha256-{b64encode(sha256(script).digest()).decode()}'" in policy
    assert not re.search(rb"""(src|href)="(?!data:)""", page), "nothing is fetched"


async def test_an_interview_that_goes_on_is_copied_up_to_now(town: Town) -> None:
    found = opened(await file(town, await told(town, ends=False), "candidate"))
    assert found is not None
    checked = check(found.copy, is_signed)
    assert (checked.findings, checked.statement) == ([], None)
    assert b'"live":true' in (found.copy.index or b"")


async def test_the_file_has_a_name_and_an_unknown_edition_is_refused(town: Town) -> None:
    interview = await told(town)
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/export/offline.html?edition=candidate")
    name = 'attachment; filename="greenroom-script-script-alert-1-script-candidate.html"'
    assert ida.page.headers["content-disposition"].startswith(name)
    assert ida.page.headers["cache-control"] == "private, no-store"
    assert await ida.opens(f"/interviews/{interview.id}/export/offline.html?edition=max") == 400


async def test_without_a_built_player_it_is_said(town: Town, dist: Path) -> None:
    interview = await told(town)
    (dist / "offline" / "offline.js").unlink()
    ida = await town.ida(interview)
    assert await ida.opens(f"/interviews/{interview.id}/export/offline.html") == 503
