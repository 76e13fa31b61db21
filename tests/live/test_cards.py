"""Cards in the house: kept and given once however fast people press, on one rubric whatever becomes of the tasks."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.core.anchors import DEFAULT
from server.core.card_authors import authors_of, reader_of
from server.core.card_file import ANOTHER, CardFile, Refusal
from server.core.card_rights import may_close, may_read_card, may_read_debrief
from server.core.interview import Interview
from server.core.roles import Role
from server.core.scorecard import Card, Confidence, Mark, Overall, Point
from server.core.setup import Member, Setup
from server.live.house import House
from server.store.memory import Memory
from tests.fakes import SLOTS, FakeLibrary, StillClock
from tests.house import new_house

PAT = Member("pat1", "Pat", Role.PANELIST)
WHOLE = Card(
    marks=(Mark("code", 3, Point("Small names.")),),
    strengths=(Point("Calm.", (), "0:05"),),
    overall=Overall.YES,
    confidence=Confidence.HIGH,
    impartial=True,
)
OTHER = replace(WHOLE, because="Another thought.")


async def ended(house: House, panel: tuple[Member, ...] = (PAT,)) -> Interview:
    opened = await house.open_interview("Backend", "Ida", "Cam", ["slots"], setup=Setup(panel=panel))
    assert isinstance(opened, Interview)
    await house.end(opened)
    now = await house.interview(opened.id)
    assert now is not None
    return now


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def house(tmp_path: Path, library: FakeLibrary) -> House:
    return new_house(tmp_path, store=Memory(), tasks=library, clock=StillClock())


async def test_of_two_submissions_at_once_one_is_given_and_the_other_is_told(house: House) -> None:
    interview = await ended(house)
    ida = authors_of(interview)[-1]
    done = await asyncio.gather(
        house.cards.submit(interview, ida, WHOLE, 0, "a", ()), house.cards.submit(interview, ida, OTHER, 0, "b", ())
    )
    kept = [each for each in done if isinstance(each, CardFile)]
    assert len(kept) == 1
    again = await house.cards.submit(interview, ida, WHOLE, 9, "a", ())
    against = await house.cards.submit(interview, ida, OTHER, 9, "b", ())
    assert {type(again), type(against)} == {CardFile, Refusal}
    assert [each.message for each in (again, against) if isinstance(each, Refusal)] == [ANOTHER]


async def test_all_cards_have_the_dimensions_of_when_the_first_was_opened(house: House, library: FakeLibrary) -> None:
    interview = await ended(house)
    first = await house.cards.dimensions(interview)
    library.put(replace(SLOTS, rubric={"talking": {1: "silent"}}))
    assert await house.cards.dimensions(interview) == first
    later = await ended(house)
    assert [each.id for each in await house.cards.dimensions(later)] == ["talking"]
    planned = await house.open_interview("Backend", "Ida", "Cam", ["slots"])
    assert isinstance(planned, Interview)
    assert [each.id for each in await house.cards.dimensions(planned)] == ["talking"]
    library.put(replace(SLOTS, rubric={}))
    assert await house.cards.dimensions(planned) == DEFAULT, "nothing is settled before it begins"
    assert await house.cards.dimensions(await ended(house)) == DEFAULT


async def test_two_who_decide_at_once_both_stand_in_the_record(house: House) -> None:
    interview = await ended(house)
    await asyncio.gather(
        house.cards.decide(interview, "Ida", Overall.YES, "Sound plans."),
        house.cards.decide(interview, "Olga", Overall.NO, "Another look."),
    )
    assert {each.by for each in (await house.cards.debrief(interview)).decisions} == {"Ida", "Olga"}


members = st.sampled_from(["host", "pat1", "quin1"])
acts = st.tuples(st.sampled_from(["save", "submit", "amend", "close", "read"]), members, members)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # as busy as a machine is
@given(st.lists(acts, max_size=25))
def test_no_order_of_saving_giving_amending_and_closing_shows_a_card_early(story: list[tuple[str, str, str]]) -> None:
    """What may be read is compared with who has given a card by then, on a house with a store."""
    asyncio.run(_lives(story))


async def _lives(story: list[tuple[str, str, str]]) -> None:
    quin = Member("quin1", "Quin", Role.PANELIST)
    house = new_house(Path("/nowhere"), store=Memory(), tasks=FakeLibrary(), clock=StillClock())
    interview = await ended(house, (PAT, quin))
    people = {author.id: author for author in authors_of(interview)}
    given: set[str] = set()
    closed = False
    for act, who, other in story:
        desk, reader = await house.cards.desk(interview), reader_of(people[who], owner=False)
        match act:
            case "save":
                await house.cards.save(interview, people[who], OTHER, 0, who)
            case "submit":
                await house.cards.submit(interview, people[who], WHOLE, 0, who, ())
                given.add(who)
            case "amend":
                done = await house.cards.amend(interview, people[who], OTHER, "why", ())
                assert isinstance(done, CardFile) is (who in given)
            case "close" if may_close(reader, desk):
                await house.cards.close(interview, who, sorted(desk.waiting), "why")
                closed = True
            case _:
                opened = closed or len(given) == len(people)
                assert may_read_debrief(reader, desk) is (opened and who in given)
                may = may_read_card(reader, other, desk)
                assert may is (who == other or (opened and {who, other} <= given))
