"""The start page of a house with many interviews: by state, found by words, a page at a time."""

import re

import pytest

from server.core import inputs as i
from server.core.ids import CANDIDATE
from server.core.interview import Interview, State
from server.core.listing import PAGE, Wanted
from server.core.roles import Role
from server.core.setup import Practice, Setup
from server.pages.home import FIRST
from tests.pages.visitors import Town

NOON = 1_795_000_000_000


async def many(town: Town, count: int = 2 * PAGE + 5, state: State = State.ENDED) -> list[str]:
    """The ids, newest first."""
    for number in range(count):
        id = f"room{number:08d}"
        await town.house.store.add_interview(
            Interview(id, f"Round {number}", "Ida", f"Cam {number}", ("slots",), state, NOON + number, 1, NOON + number)
        )
    return [f"room{number:08d}" for number in reversed(range(count))]


def shown(page: str) -> list[str]:
    return re.findall(r'class="row-link" href="/interviews/(\w+)', page)


def link(page: str, words: str) -> str:
    found = re.search(rf'href="([^"]+)"[^>]*>{words}</a>', page)
    assert found, f"{words} is not on the page"
    return found[1].replace("&amp;", "&")


async def test_of_many_the_newest_of_each_state_are_shown_and_lead_to_the_rest(town: Town) -> None:
    ended = await many(town)
    planned = await town.interview("Max")
    owner = await town.owner()
    assert shown(owner.text) == [planned.id, *ended[:FIRST]]
    assert f'Ended <span class="number">{len(ended)}' in owner.text
    await owner.opens(link(owner.text, f"All {len(ended)}"))
    seen = shown(owner.text)
    while "Older" in owner.text:
        await owner.opens(link(owner.text, "Older"))
        assert len(shown(owner.text)) <= PAGE
        seen += shown(owner.text)
    assert seen == ended
    await owner.opens(link(owner.text, "Newest"))
    assert shown(owner.text) == ended[:PAGE]


async def test_an_interview_is_found_by_its_title_and_by_names(town: Town) -> None:
    ended = await many(town)
    owner = await town.owner()
    await owner.opens("/?words=cam+77")
    assert shown(owner.text) == ["room00000077"]
    assert 'value="cam 77"' in owner.text
    await owner.opens("/?words=Ida&state=ended")
    assert shown(owner.text) == ended[:PAGE]
    await owner.opens("/?words=Ida&state=live")
    assert "Nothing has “Ida”" in owner.text
    await owner.opens("/?state=live")
    assert "There is none" in owner.text


@pytest.mark.parametrize("query", ["state=over", "after=x", "after=1-..", "words=%20%20", "page=2"])
async def test_what_means_nothing_asks_for_nothing(town: Town, query: str) -> None:
    ended = await many(town, 3)
    owner = await town.owner()
    assert await owner.opens(f"/?{query}") == 200
    assert shown(owner.text) == ended


async def test_markup_in_the_words_is_words(town: Town) -> None:
    owner = await town.owner()
    await owner.opens("/?words=%3Cb%3E%22onfocus")
    assert "<b>" not in owner.text
    assert "&lt;b&gt;" in owner.text


async def test_practice_is_not_among_them(town: Town) -> None:
    setup = Setup(practice=Practice.SOLO)
    alone = Interview("practice0000", "Practice", "Cam", "Cam", ("slots",), State.ENDED, NOON, 1, 2, setup=setup)
    await town.house.store.add_interview(alone)
    owner = await town.owner()
    assert shown(owner.text) == []
    assert "No interviews yet" in owner.text


async def test_a_room_that_has_begun_is_live_before_its_row_says_so(town: Town) -> None:
    interview, owner = await town.interview(), await town.owner()
    await town.house.agree(interview, "Cam")
    live = await town.house.enter(interview.id)
    assert live is not None
    live.feed(i.Arrives(CANDIDATE, "Cam", Role.CANDIDATE))
    (listed,) = await town.house.listed(Wanted(State.PLANNED))
    assert (listed.id, listed.state) == (interview.id, State.LIVE)
    await owner.opens("/")
    assert "Live now" in owner.text
