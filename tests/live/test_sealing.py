"""Sealing: what has ended is sealed, once, whoever ended it and whatever came between."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from server.core import events as e
from server.core.ids import CANDIDATE
from server.core.interview import Interview, State
from server.core.roles import Role
from server.core.seal.chain import Line
from server.core.seal.checking import check
from server.core.seal.copies import Copy
from server.core.track.parts import Edition
from server.live.house import House
from server.live.ports import StoreError
from server.live.sealing import AT_THE_END_MS, is_late
from server.live.signing import Signer, is_signed
from server.pages.answers import json_answer
from server.store.memory import Memory
from tests.core.track_story import CANARY, golden
from tests.fakes import StillClock
from tests.house import new_house, seat

ROOM = "k3v9x0q2m1ab"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = new_house(tmp_path, clock=StillClock())
    yield house
    await house.close()


async def told(house: House, *, upto: int | None = None, ended: bool = True) -> Interview:
    """The golden story as an interview of this house, as an older version would have left it."""
    entries = [entry for entry in golden().entries if isinstance(entry, e.Entry)][:upto]
    state = State.ENDED if ended else State.LIVE
    interview = Interview(ROOM, "Backend engineer", "Ida", "Cam", ("slots",), state, 1, 2, 3 if ended else 0)
    await house.store.add_interview(interview)
    for seq, entry in enumerate(entries, start=1):
        house.store.journal.append(ROOM, replace(entry, seq=seq))
    await house.store.journal.flush(ROOM)
    return interview


async def copy(house: House, interview: Interview, edition: Edition) -> Copy:
    """What somebody takes away: the parts of a track and the proof, as they are served."""
    index = await house.tracks.read_index(interview, edition)
    chunks = [await house.tracks.chunk(interview, edition, number) for number in range(len(index.chunks))]
    sheets = {run: await house.tracks.sheet(interview, edition, run) for run in index.sheets}
    proof = await house.sealing.proof(interview, edition.role)
    return Copy(
        (await house.tracks.index(interview, edition)).text,
        [chunk.text if chunk else None for chunk in chunks],
        {run: sheet.text if sheet else None for run, sheet in sheets.items()},
        None if proof is None else bytes(json_answer(proof.plain()).body),
    )


async def test_an_interview_that_ends_is_sealed_and_either_copy_verifies(house: House) -> None:
    interview = await house.open_interview("Backend engineer", "Ida", "Cam", ["slots"])
    assert isinstance(interview, Interview)
    live = await house.enter(interview.id)
    assert live is not None
    with live.seated(seat(CANDIDATE, Role.CANDIDATE), 0):
        assert await house.sealing.of(interview.id) is None
        assert await house.sealing.proof(interview, Role.HOST) is None
        await house.end(interview)
    await house.settled()
    seal = await house.sealing.of(interview.id)
    assert seal is not None
    ended = await house.interview(interview.id)
    assert ended is not None
    assert not is_late(seal, ended)
    for edition in Edition:
        checked = check(await copy(house, ended, edition), is_signed)
        assert (checked.findings, checked.fingerprint, checked.key) == ([], seal.fingerprint, house.public_key)


async def test_what_ended_while_nobody_could_seal_it_is_sealed_at_the_next_start(house: House) -> None:
    interview = await told(house)
    await house.start()
    await house.settled()
    seal = await house.sealing.of(ROOM)
    assert seal is not None
    assert is_late(seal, interview), "its pages say that it was sealed after the fact"
    assert seal.about.at - interview.ended > AT_THE_END_MS
    for edition in Edition:
        given = await copy(house, interview, edition)
        assert check(given, is_signed).findings == []
        assert (CANARY.encode() in (given.proof or b"") + (given.index or b"")) is (edition is Edition.HOST)


async def test_a_server_that_was_killed_between_the_end_and_the_seal_seals_when_it_is_back(tmp_path: Path) -> None:
    """The end is on the timeline; neither the row nor the seal came to be."""
    house = new_house(tmp_path, clock=StillClock())
    interview = await told(house, ended=False)
    await house.close()
    again = new_house(tmp_path, clock=StillClock())
    await again.start()
    await again.settled()
    assert (await again.store.unsealed(), await again.sealing.of(ROOM) is None) == ([], False)
    ended = await again.interview(interview.id)
    assert ended is not None
    assert check(await copy(again, ended, Edition.CANDIDATE), is_signed).findings == []
    await again.close()


async def test_sealing_twice_seals_once(house: House) -> None:
    await told(house)
    await asyncio.gather(house.sealing.seal(ROOM), house.sealing.seal(ROOM))
    first = await house.store.seal(ROOM)
    await house.sealing.seal(ROOM)
    assert first is not None
    assert await house.store.seal(ROOM) == first == await house.sealing.of(ROOM)


async def test_an_interview_that_goes_on_is_not_sealed(house: House) -> None:
    await told(house, upto=30, ended=False)
    await house.sealing.seal(ROOM)
    await house.sealing.seal("aaaaaaaaaaaa")
    await house.sealing.seal_missed()
    assert await house.store.seal(ROOM) is None


async def test_another_key_leaves_old_seals_good(house: House, tmp_path: Path) -> None:
    interview = await told(house)
    await house.sealing.seal(ROOM)
    other = House(
        house.settings,
        house.store,
        house.tasks,
        house._sandbox,
        house.languages(),
        house.clock,
        "another secret, of more than thirty-two characters too",
        Signer(b"n" * 32),
    )
    checked = check(await copy(other, interview, Edition.HOST), is_signed)
    assert (checked.findings, checked.key) == ([], house.public_key)
    assert other.public_key != house.public_key


async def test_what_is_derived_is_held_against_the_seal(house: House) -> None:
    interview = await told(house)
    assert await house.sealing.misfits(interview) is None
    await house.sealing.seal(ROOM)
    assert await house.sealing.misfits(interview) == []
    lines: Sequence[Line] = await house.sealing._lines(interview)

    async def other(interview: Interview) -> list[Line]:
        return [*lines[:3], (b"something else", None), *lines[4:]]

    house.sealing._lines = other  # type: ignore[method-assign] # the timeline itself cannot be changed
    assert await house.sealing.misfits(interview) == [0]


async def test_a_store_in_trouble_is_tried_again_until_it_takes_the_seal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stubborn(Memory):
        refused = 0

        async def add_seal(self, room: str, seal: object) -> bool:
            self.refused += 1
            if self.refused < 3:
                raise StoreError("The disk is full.")
            return await super().add_seal(room, seal)  # type: ignore[arg-type]

    monkeypatch.setattr("server.live.sealing.AGAIN_SECONDS", 0.0)
    house = new_house(tmp_path, store=Stubborn(), clock=StillClock())
    await told(house)
    await house.sealing.seal(ROOM)
    assert await house.sealing.of(ROOM) is not None
    await house.close()
