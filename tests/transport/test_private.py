"""Thinking privately over real sockets: whatever was agreed, no byte of it is with anybody else before it should."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from hashlib import sha256
from itertools import count
from pathlib import Path

import httpx2
import pytest
import structlog
from pycrdt import Doc, Text

from server.core import awareness
from server.core import effects as f
from server.core import inputs as i
from server.core.agenda import Plan, Stage, StageKind
from server.core.awareness import Cursor
from server.core.interview import Interview
from server.core.private import PrivatePolicy
from server.core.roles import Role
from server.core.setup import Member, Setup
from server.core.track.parts import Edition
from server.live import alone, chance, frames
from server.live.alone import DRAFT_FULL
from server.live.doors import sign_in_token
from server.live.planning import Refused
from server.live.ports import ApiToken
from server.live.seats import Seat
from tests.house import Place, new_house, serving
from tests.people import Person, page

pytestmark = pytest.mark.server

CANARY = "canary-alone-77f2"
WORDS = f"    # {CANARY}\n"
PAT, OLU = Member("pat", "Pat", Role.PANELIST), Member("olu", "Olu", Role.OBSERVER)
PINGS = count(1)


async def is_heard(person: Person) -> None:
    """Wait until the server has taken everything that this page has sent."""
    number = next(PINGS)
    await person.ask("ping", n=number)
    await person.hears("pong", n=number)


def heard(*people: Person) -> str:
    return "".join(repr(frame) for person in people for frame in person.raw)


def files_with(folder: Path, words: str) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and words.encode() in file.read_bytes()]


@asynccontextmanager
async def everybody(place: Place, interview: Interview) -> AsyncIterator[tuple[Person, Person, Person, Person]]:
    async with AsyncExitStack() as stack:
        addresses = (place.ida(interview), *(place.sync(interview, each.id) for each in (PAT, OLU)))
        ida, pat, olu = [await stack.enter_async_context(page(address)) for address in addresses]
        cam = await stack.enter_async_context(page(place.cam(interview)))
        for each in (ida, pat, olu, cam):
            await each.sees("def count_free")
        yield cam, ida, pat, olu


async def asked_everywhere(place: Place, interview: Interview) -> dict[str, str]:
    """Everything that the owner, who may open everything, gets from every page and file of this interview."""
    house = place.house
    await house.stored(interview.id)
    found: dict[str, str] = {}
    async with httpx2.AsyncClient(base_url=place.url, follow_redirects=True, timeout=60) as owner:
        await owner.get(f"/sign-in?token={sign_in_token(house.secret)}")
        base = f"/interviews/{interview.id}"
        paths = [f"{base}/{name}" for name in ("record", "record.json", "timeline.ndjson", "track", "track/proof")]
        paths += [f"{base}/track/chunks/{number}" for number in range(3)]
        paths += [f"{base}/private", f"{base}/debrief", base]
        for edition in ("host", "candidate"):
            paths.append(f"{base}/export/offline.html?edition={edition}")
            paths += [f"{base}/export/{each.name}?edition={edition}" for each in house.exports.formats]
        token = f"grt_{chance.short_id()}"
        await house.store.add_token(ApiToken(chance.short_id(), "tests", sha256(token.encode()).hexdigest(), 1))
        owner.headers["authorization"] = f"Bearer {token}"
        paths.append(f"/api{base}/timeline")
        for path in paths:
            answer = await owner.get(path)
            assert answer.status_code in (200, 404), (path, answer.status_code)
            found[path] = answer.text + repr(answer.content)
    now = await house.interview(interview.id)
    assert now is not None
    for edition in Edition:
        packed = await house.tracks.index(now, edition)
        found[f"index {edition}"] = packed.text.decode()
    return found


@pytest.fixture
def logs() -> Iterator[list[structlog.typing.EventDict]]:
    with structlog.testing.capture_logs() as logged:
        yield logged


@pytest.mark.parametrize("policy", PrivatePolicy)
async def test_nobody_hears_of_what_cam_writes_and_tries(
    place: Place, tmp_path: Path, policy: PrivatePolicy, logs: list[structlog.typing.EventDict]
) -> None:
    interview = await place.interview(panel=(PAT, OLU), private=policy)
    async with everybody(place, interview) as (cam, ida, pat, olu):
        await cam.goes_private()
        began = await ida.hears_event("private_began", policy=policy.value, minutes=5)
        assert began["by"] == "candidate"
        await cam.types_privately(WORDS)
        await is_heard(cam)
        async with httpx2.AsyncClient(base_url=place.url) as browser:
            form = {"task": "slots", "language": "python", "source": CANARY, "suite": "examples", "stdin": ""}
            form["key"] = place.house.key(interview, Role.CANDIDATE)
            assert (await browser.post(f"/interviews/{interview.id}/pad/run", data=form)).status_code == 200
        live = await place.house.enter(interview.id)
        assert live is not None
        assert live.alone is not None
        for said in live.alone.last_news():
            live.feed(said)  # what the beat does
        during = await asked_everywhere(place, interview)
        assert not [path for path, text in during.items() if CANARY in text]
        await cam.types_privately("x", at=0)
        text = cam.draft.get("slots/solution.py", type=Text)
        at = str(text).index(WORDS)
        before = cam.draft.get_state()
        del text[at : at + len(WORDS)]
        await cam.send(frames.private(cam.spell, frames.UPDATE, cam.draft.get_update(before)))
        await cam.ask("private_end", share=True)
        await ida.hears_event("private_ended", shared=True)
        await ida.sees("xdef count_free")
        for each in (ida, pat, olu):
            await is_heard(each)
        assert CANARY not in heard(ida, pat, olu)
        kept = [entry for entry in live.talk if CANARY in repr(entry)]
        assert bool(kept) is (policy is not PrivatePolicy.NOT_RECORDED)
        if policy is not PrivatePolicy.RELEASED:
            await cam.ask("private_release", spell=cam.spell)
            await cam.hears("refused", ask="private_release")
        await ida.ask("end")
        await cam.is_sent_away(4410)
    await place.house.settled()
    after = await asked_everywhere(place, interview)
    told = [path for path, text in after.items() if CANARY in text]
    if policy is PrivatePolicy.RECORDED:
        assert f"/interviews/{interview.id}/track" in told, "it is in the replay, as was agreed"
    else:
        assert not told
    if policy is PrivatePolicy.NOT_RECORDED:
        await place.house.stored(interview.id)
        assert not files_with(tmp_path, CANARY)  # the database, its log, the tracks
    assert CANARY not in repr(logs)


async def test_what_cam_releases_everybody_has(place: Place) -> None:
    interview = await place.interview(panel=(PAT, OLU))
    async with everybody(place, interview) as (cam, ida, _, olu):
        await cam.goes_private()
        await cam.types_privately(WORDS)
        await cam.ask("private_end", share=False)
        await ida.hears_event("private_ended", shared=False)
        assert CANARY not in heard(ida, olu)
        await cam.ask("private_release", spell=cam.spell)
        released = await olu.hears_event("private_released", spell=cam.spell)
        (step,) = released["data"]["steps"]
        assert step["changes"][0][0] == "slots/solution.py"
        assert CANARY in step["changes"][0][3]
        assert CANARY not in cam.text()
    found = await asked_everywhere(place, interview)
    assert CANARY in found[f"/interviews/{interview.id}/track"]


async def test_other_pages_of_cams_have_the_same_private_text(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as one, page(place.cam(interview)) as two:
        await one.sees("def count_free")
        await one.goes_private()
        await two.hears_event("private_began")
        await two.knows_draft()
        await one.types_privately("# one\n")
        await two.sees_privately("# one")
        await two.types_privately("# two\n")
        await one.sees_privately("# two")
        async with page(place.cam(interview)) as reloaded:  # a reload loses nothing
            await reloaded.hears_event("private_began")
            await reloaded.knows_draft()
            await reloaded.sees_privately("# two")
            await reloaded.ask("private_end", share=True)
        await ida.sees("# one\n# two")
        walk = await ida.hears("walk")
        brought = {"file": "slots/solution.py", "before": one.draft_text()[:-12], "after": ida.text()}
        assert walk["files"] == [{**brought, "was": "", "path": ""}]
        async with page(place.ida(interview)) as late:
            assert await late.hears("walk") == walk


async def test_what_a_page_types_that_does_not_know_yet_is_shared_when_cam_is_back(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await cam.goes_private()
        await cam.type("# late\n")
        await cam.send(frames.awareness(awareness.write([Cursor(77, 1, b'{"cursor":1}')])))
        await is_heard(cam)
        await ida.type("# ida\n")
        await is_heard(ida)
        assert "late" not in heard(ida)
        assert not ida.cursors
        await cam.ask("private_end", share=False)
        await ida.sees("# late")
        assert "# ida" in ida.text()


async def test_cams_cursor_goes_when_cam_does(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await cam.send(frames.awareness(awareness.write([Cursor(77, 1, b'{"cursor":1}')])))
        await ida.sees_cursor(b"cursor")
        await cam.goes_private()
        await ida.sees_cursor(b"null")


async def test_ida_cannot_ask_for_the_private_text_or_write_in_it(place: Place) -> None:
    interview = await place.interview(panel=(OLU,))
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        spell = await cam.goes_private()
        await cam.types_privately(WORDS)
        await is_heard(cam)
        await ida.send(frames.private(spell, frames.STEP1, Doc().get_state()))
        doc: Doc[Text] = Doc()
        doc["slots/solution.py"] = Text("# ida's")
        await ida.send(frames.private(spell, frames.UPDATE, doc.get_update()))
        await ida.ask("private_end", share=True)
        await ida.hears("refused", ask="private_end")
        await is_heard(ida)
        assert not [frame for frame in ida.raw if isinstance(frame, bytes) and frame[0] == frames.PRIVATE]
        assert "ida's" not in cam.draft_text()
        await cam.send(frames.private("another", frames.UPDATE, doc.get_update()))
        await cam.send(frames.private(spell, frames.UPDATE, b"\x00\x00"))
        await is_heard(cam)
        await cam.send(frames.private(spell, frames.UPDATE, b"nonsense"))
        await cam.is_sent_away(4400)


async def test_a_private_text_has_a_size(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.core.draft.DRAFT_MAX", 100)
    interview = await place.interview()
    async with page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await cam.goes_private()
        await cam.types_privately("x" * 100)
        assert (await cam.hears("refused", ask="private_edit"))["message"] == DRAFT_FULL


async def test_another_language_is_begun_where_only_cam_sees_it(place: Place) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await cam.goes_private()
        await cam.ask("switch", task="slots", language="javascript")
        await cam.sees_privately("function countFree", file="slots/solution.js")
        await is_heard(ida)
        assert "countFree" not in heard(ida)
        assert not [event for event in ida.events if event["kind"] == "switched"]
        await cam.ask("private_end", share=True)
        await ida.sees("function countFree", file="slots/solution.js")


@pytest.mark.parametrize("shares", [False, True])
async def test_the_end_in_the_midst_shares_what_cam_said_beforehand(place: Place, shares: bool) -> None:
    interview = await place.interview()
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await cam.goes_private(shares=shares)
        await cam.types_privately(WORDS)
        await is_heard(cam)
        await ida.ask("end")
        await ida.is_sent_away(4410)
    await place.house.settled()
    texts = await place.house.files(interview.id)
    assert (CANARY in texts["slots/solution.py"]) is shares


@pytest.mark.parametrize("policy", PrivatePolicy)
async def test_after_a_restart_cams_page_brings_the_text_back(tmp_path: Path, policy: PrivatePolicy) -> None:
    async with serving(new_house(tmp_path)) as place:
        interview = await place.interview(private=policy)
        async with page(place.cam(interview)) as cam:
            await cam.sees("def count_free")
            await cam.goes_private()
            await cam.types_privately(WORDS)
            await is_heard(cam)
    async with serving(new_house(tmp_path)) as place:
        async with page(place.ida(interview)) as ida, page(place.cam(interview)) as back:
            await ida.sees("def count_free")
            back.draft = cam.draft  # what its browser has kept
            await back.hears_event("private_began")
            await back.knows_draft()
            await is_heard(back)
            await back.types_privately("# more\n")
            await back.ask("private_end", share=True)
            await ida.sees(WORDS + "# more")
        live = await place.house.enter(interview.id)
        assert live is not None
        kept = live.room.kept.get(back.spell, [])
        assert bool(kept) is (policy is not PrivatePolicy.NOT_RECORDED)
    if policy is PrivatePolicy.NOT_RECORDED:
        assert "private_edited" not in repr(kept)


async def test_what_is_recorded_is_recorded_at_a_steady_beat(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The numbers of the timeline say nothing of when Cam types."""
    monkeypatch.setattr(alone, "BEAT_SECONDS", 0.01)
    interview = await place.interview()
    live = await place.house.enter(interview.id)
    assert live is not None
    beats: asyncio.Queue[int] = asyncio.Queue()
    feed = live.feed

    def watched(said: i.Input, asker: Seat | None = None, ask: str = "") -> list[f.Effect]:
        done = feed(said, asker, ask)
        beats.put_nowait(live.room.beats)
        return done

    monkeypatch.setattr(live, "feed", watched)
    async with page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await cam.goes_private()
        while await asyncio.wait_for(beats.get(), 30) < 3:
            pass
        await cam.types_privately(WORDS)
        await is_heard(cam)
        now = live.room.beats
        while await asyncio.wait_for(beats.get(), 30) < now + 2:
            pass
        kept = [entry.event for entry in live.room.kept[cam.spell]]
        assert CANARY in repr(kept)
        await cam.ask("private_end")
        await cam.hears_event("private_ended")


async def test_how_it_is_kept_cannot_be_changed_when_cam_has_agreed(place: Place) -> None:
    interview = await place.interview()
    changed = replace(interview.setup, private=PrivatePolicy.RECORDED)
    assert isinstance(await place.house.change_setup(interview, changed), Interview)
    await place.house.agree(interview, "Cam")
    back = await place.house.change_setup(interview, interview.setup)
    assert isinstance(back, Refused)
    assert back.field == "private"


async def test_a_stage_of_the_plan_begins_it_for_cam(place: Place) -> None:
    alone, closing = Stage("Alone", 10, kind=StageKind.PRIVATE), Stage("Closing", 5, kind=StageKind.CLOSING)
    setup = Setup(plan=Plan("own", 1, "Own", (alone, closing)))
    interview = await place.house.open_interview("Engineer", "Ida", "Cam", ["slots"], setup=setup)
    assert isinstance(interview, Interview)
    async with page(place.ida(interview)) as ida, page(place.cam(interview)) as cam:
        await cam.sees("def count_free")
        await ida.ask("private", minutes=5)
        await ida.hears("refused", ask="private")
        await ida.ask("stage", title="Alone", minutes=10)
        began = await cam.hears_event("private_began", minutes=10)
        assert began["by"] == "host"
        await cam.knows_draft()
        await ida.ask("stage", title="Closing", minutes=5)
        await ida.hears_event("stage_began", title="Closing")
        await cam.types_privately("# thought\n")
        await cam.ask("private_end", share=True)
        await ida.sees("# thought")
