"""The track's addresses: compressed once, asked for again cheaply, kept for ever by name."""

import json
from typing import Any

import brotli
import httpx2

from server.core import asks as a
from server.core import inputs as i
from server.core.interview import Interview
from server.core.roles import Role
from tests.house import seat
from tests.pages.visitors import Town, Visitor

PLAIN = {"accept-encoding": "identity"}


def header(answer: httpx2.Response) -> dict[str, Any]:
    first: dict[str, Any] = json.loads(answer.text.split("\n", 1)[0])
    return first


async def interviewed(town: Town) -> tuple[Interview, Visitor]:
    """An interview in which Ida wrote a note and Cam ran something, which has ended."""
    interview = await town.interview()
    ida = await town.ida(interview)
    live = await town.house.enter(interview.id)
    assert live is not None
    here = seat("host", Role.HOST)
    with live.seated(here, 0):
        live.asked(here, i.Asks(here.person, Role.HOST, a.AskNote("a note"), "n1"))
    await town.house.end(interview)
    await town.house.settled()
    return interview, ida


async def test_the_index_names_chunks_that_may_be_kept_for_ever(town: Town) -> None:
    interview, ida = await interviewed(town)
    base = f"/interviews/{interview.id}/track"
    index = await ida.client.get(base)
    assert index.headers["cache-control"] == "private, no-cache"
    assert index.headers["content-type"].startswith("application/x-ndjson")
    told = header(index)
    assert (told["room"], told["edition"], told["live"]) == (interview.id, "host", False)
    for number, chunk in enumerate(told["chunks"]):
        right = await ida.client.get(f"{base}/chunks/{number}?v={chunk['digest']}")
        assert "immutable" in right.headers["cache-control"]
        assert len(right.content) == chunk["bytes"]
        other = await ida.client.get(f"{base}/chunks/{number}?v=other")
        assert other.headers["cache-control"] == "private, no-cache"
        assert other.content == right.content
    assert (await ida.client.get(f"{base}/chunks/99")).status_code == 404
    assert (await ida.client.get(f"{base}/chunks/x")).status_code == 404
    assert (await ida.client.get(f"{base}/sheets/none")).status_code == 404


async def test_who_has_it_already_is_told_so(town: Town) -> None:
    interview, ida = await interviewed(town)
    base = f"/interviews/{interview.id}/track"
    for path in (base, f"{base}/chunks/0"):
        tags = set()
        for coding in ("br", "identity"):
            asked = {"accept-encoding": coding}
            tag = (await ida.client.get(path, headers=asked)).headers["etag"]
            again = await ida.client.get(path, headers={**asked, "if-none-match": tag})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
            tags.add(tag)
        assert len(tags) == 2


async def test_it_goes_out_as_it_was_compressed_and_plainly_to_who_cannot_read_that(town: Town) -> None:
    interview, ida = await interviewed(town)
    base = f"/interviews/{interview.id}/track"
    plain = await ida.client.get(base, headers=PLAIN)
    assert "content-encoding" not in plain.headers
    async with ida.client.stream("GET", base, headers={"accept-encoding": "gzip, br"}) as packed:
        assert packed.headers["content-encoding"] == "br"
        assert packed.headers["vary"].lower().count("accept-encoding") == 1
        raw = b"".join([part async for part in packed.aiter_raw()])
    assert brotli.decompress(raw) == plain.content


async def test_a_live_interview_can_be_looked_back_at(town: Town) -> None:
    interview = await town.interview()
    ida = await town.ida(interview)
    await town.cam(interview)
    index = header(await ida.client.get(f"/interviews/{interview.id}/track"))
    assert index["live"] is True
    assert index["events"] >= 3
    assert index["files"]


async def test_the_replays_page_names_its_track(town: Town) -> None:
    interview, ida = await interviewed(town)
    assert await ida.opens(f"/interviews/{interview.id}/replay") == 200
    assert f'"replay":"/interviews/{interview.id}/track"' in ida.page.text
