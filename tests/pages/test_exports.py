"""Exports over HTTP: from a room in which people typed and ran, to files that hold what their edition may."""

import hashlib
import io
import json
import re
import zipfile

import httpx2
import pytest

from server.exporting import FORMATS
from server.live.ports import ApiToken
from tests.fakes import CANARY
from tests.pages.lives import PRIVATE, lived
from tests.pages.visitors import Town

NAMES = [format.name for format in FORMATS]


@pytest.mark.parametrize("name", NAMES)
async def test_ida_gets_a_file_with_a_good_name(town: Town, name: str) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    assert await ida.opens(f"/interviews/{interview.id}/export/{name}") == 200
    disposition = ida.page.headers["content-disposition"]
    assert disposition.startswith('attachment; filename="')
    assert ida.page.headers["cache-control"] == "private, no-store"
    who = f"interview-{interview.id}" if name == "progsnap2" else "backend-engineer-cam"
    assert f'"{who}-' in disposition
    assert name.partition(".")[0] in disposition
    assert ida.page.content


@pytest.mark.parametrize("name", NAMES)
async def test_no_private_byte_is_in_a_candidates_copy(town: Town, name: str) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    assert await ida.opens(f"/interviews/{interview.id}/export/{name}?edition=candidate") == 200
    assert "-candidate" in ida.page.headers["content-disposition"]
    body = ida.page.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"".join([name.encode() + archive.read(name) for name in archive.namelist()])
    assert CANARY.encode() not in body
    assert PRIVATE.encode() not in body


async def test_the_interviewers_transcript_has_the_notes_and_the_code(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/export/transcript.txt")
    assert PRIVATE in ida.text
    assert "+# typed" in ida.text
    assert "2 of 2 passed" in ida.text


async def test_an_export_of_a_live_room_is_up_to_now_and_says_so(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/export/transcript.md")
    assert "-up-to-now.md" in ida.page.headers["content-disposition"]
    assert "still going on" in ida.text
    await town.house.end(interview)
    await ida.opens(f"/interviews/{interview.id}/export/transcript.md")
    assert "up-to-now" not in ida.page.headers["content-disposition"]
    assert "ended the interview" in ida.text


async def test_an_unknown_format_and_an_unknown_edition_are_refused(town: Town) -> None:
    interview = await town.interview()
    ida = await town.ida(interview)
    assert await ida.opens(f"/interviews/{interview.id}/export/word") == 404
    assert await ida.opens(f"/interviews/{interview.id}/export/git?edition=mine") == 400
    assert "There is no such edition" in ida.text


async def test_names_are_left_out_of_the_data_set_unless_they_are_asked_for(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/export/progsnap2?names=1")
    with zipfile.ZipFile(io.BytesIO(ida.page.content)) as archive:
        assert b"Cam" in archive.read("MainTable.csv")
    await ida.opens(f"/interviews/{interview.id}/export/progsnap2")
    with zipfile.ZipFile(io.BytesIO(ida.page.content)) as archive:
        assert b"Cam" not in archive.read("MainTable.csv")


async def test_the_record_lists_every_export_without_a_script(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/record")
    for format in FORMATS:
        assert format.what in ida.text
        for edition in ("host", "candidate"):
            assert f'href="/interviews/{interview.id}/export/{format.name}?edition={edition}"' in ida.page.text


async def test_the_record_leads_into_the_replay_at_its_moments(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/record")
    assert f'<a class="at" href="/interviews/{interview.id}/replay#t=0.000"' in ida.page.text


async def test_the_size_of_a_file_is_shown_once_it_is_known(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    await town.house.end(interview)
    await ida.opens(f"/interviews/{interview.id}/record")
    assert " kB" not in ida.text.partition("Take it along")[2]
    await ida.opens(f"/interviews/{interview.id}/export/transcript.txt")
    size = -(-len(ida.page.content) // 1000)
    await ida.opens(f"/interviews/{interview.id}/record")
    assert f'Interviewers’ copy</a> <span class="hint">{size} kB</span>' in ida.text


async def test_the_replay_knows_its_exports_and_the_room_does_not(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/replay")
    data = json.loads(re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', ida.page.text, re.S)[0])
    assert [row["name"] for row in data["exports"]] == ["offline.html", *NAMES]
    assert data["exports"][1]["links"][1] == {
        "words": "Candidate’s copy",
        "address": f"/interviews/{interview.id}/export/transcript.txt?edition=candidate",
        "size": "",
    }
    cam = await town.cam(interview)
    assert "/export/" not in cam.page.text


async def test_the_editing_traces_replay_to_what_is_in_the_room(town: Town) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    await ida.opens(f"/interviews/{interview.id}/export/editing-traces")
    texts = await town.house.files(interview.id)
    with zipfile.ZipFile(io.BytesIO(ida.page.content)) as archive:
        for file, text in texts.items():
            assert json.loads(archive.read(f"{file}.json"))["endContent"] == text


@pytest.fixture
async def program(town: Town) -> httpx2.AsyncClient:
    """A program with a token of the house."""
    await town.house.store.add_token(ApiToken("t1", "tests", hashlib.sha256(b"grt_good").hexdigest(), 1))
    client = town.stranger().client
    client.headers["authorization"] = "Bearer grt_good"
    return client


# The API ------------------------------------------------------------------------------------------------------------


async def test_a_program_gets_the_same_file(town: Town, program: httpx2.AsyncClient) -> None:
    interview = await lived(town)
    ida = await town.ida(interview)
    for name in NAMES:
        await ida.opens(f"/interviews/{interview.id}/export/{name}?edition=candidate")
        answer = await program.get(f"/api/interviews/{interview.id}/export/{name}?edition=candidate")
        assert answer.status_code == 200
        assert answer.content == ida.page.content


async def test_a_programs_mistakes_are_named(town: Town, program: httpx2.AsyncClient) -> None:
    interview = await town.interview()
    at = f"/api/interviews/{interview.id}/export"
    for address, status, field in (
        (f"{at}/word", 404, "format"),
        (f"{at}/git?edition=mine", 400, "edition"),
        (f"{at}/git?names=yes", 400, "names"),
        (f"{at}/git?page=2", 400, "page"),
        ("/api/interviews/aaaaaaaaaaaa/export/git", 404, ""),
    ):
        answer = await program.get(address)
        assert (answer.status_code, answer.json()["error"].get("field", "")) == (status, field)
