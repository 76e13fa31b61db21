"""The fingerprint, where people see it: at the end, in the record, and on the page that says what it is for."""

from dataclasses import replace

from server.core.interview import Interview, State
from server.core.roles import Role
from server.live.signing import key_text
from tests.fakes import StillClock
from tests.pages.visitors import Town


async def ended(town: Town) -> tuple[Interview, str]:
    """An interview that has ended and is sealed, and its fingerprint."""
    interview = await town.interview()
    await town.house.end(interview)
    await town.house.settled()
    seal = await town.house.sealing.of(interview.id)
    assert seal is not None
    return interview, seal.fingerprint


async def test_cam_reads_the_fingerprint_on_the_page_behind_the_link_after_the_end(town: Town) -> None:
    interview, fingerprint = await ended(town)
    cam = town.stranger()
    assert await cam.opens(town.link(interview, Role.CANDIDATE)) == 200
    assert fingerprint in cam.text
    assert f'data-copy="{fingerprint}"' in cam.text
    assert "Sealed when the interview ended" in cam.text
    assert 'href="/about/seal"' in cam.text


async def test_cam_whose_room_was_open_asks_for_it_and_gets_nothing_else(town: Town) -> None:
    interview = await town.interview()
    cam, other = await town.cam(interview), await town.cam(await town.interview("Max"), "Max")
    assert await cam.opens(f"/interviews/{interview.id}/seal") == 204, "there is none yet, which is no mistake"
    await town.house.end(interview)
    await town.house.settled()
    assert await cam.opens(f"/interviews/{interview.id}/seal") == 200
    seal = await town.house.sealing.of(interview.id)
    assert seal is not None
    assert cam.page.json() == {"fingerprint": seal.fingerprint, "at": seal.about.at, "late": False}
    assert await other.opens(f"/interviews/{interview.id}/seal") == 403
    assert await cam.opens(f"/rooms/{interview.id}") == 410
    assert seal.fingerprint in cam.text


async def ended_unseen(town: Town) -> Interview:
    """An interview that ended in the row alone: nobody was there to seal it."""
    interview = await town.interview()
    over = replace(interview, state=State.ENDED, ended=town.house.clock.wall_ms())
    await town.house.store.save_interview(over)
    return over


async def test_between_the_end_and_the_seal_the_page_says_to_come_back(town: Town) -> None:
    interview = await ended_unseen(town)
    cam = town.stranger()
    assert await cam.opens(town.link(interview, Role.CANDIDATE)) == 200
    assert "The record is being sealed." in cam.text


async def test_ida_reads_it_in_the_record(town: Town) -> None:
    interview, fingerprint = await ended(town)
    ida = await town.ida(interview)
    assert await ida.opens(f"/interviews/{interview.id}/record") == 200
    assert fingerprint in ida.text
    live = await town.interview()
    host = await town.ida(live)
    assert await host.opens(f"/interviews/{live.id}/record") == 200
    assert "fingerprint" not in host.text


async def test_a_seal_that_came_later_says_so(town: Town) -> None:
    interview = await ended_unseen(town)
    clock = town.house.clock
    assert isinstance(clock, StillClock)
    clock.ms += 3 * 24 * 3600 * 1000
    await town.house.sealing.seal(interview.id)
    ida, cam = await town.ida(interview), town.stranger()
    await ida.opens(f"/interviews/{interview.id}/record")
    assert "after the fact" in ida.text
    await cam.opens(town.link(interview, Role.CANDIDATE))
    assert "after the fact: the interview had ended before" in cam.text


async def test_what_it_proves_and_what_not_is_for_everybody(town: Town) -> None:
    max = town.stranger()
    assert await max.opens("/about/seal") == 200
    assert "What it does not prove" in max.text
    assert key_text(town.house.public_key) in max.text
