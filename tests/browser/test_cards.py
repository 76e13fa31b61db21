"""After the interview, in real browsers: a card is kept as it is written, given, compared; Cam opens their feedback."""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload, Page, expect

from server.core.ids import CANDIDATE, HOST
from server.core.interview import Interview
from server.core.roles import Role
from server.core.setup import Member, Setup
from server.store.memory import Memory
from tests.browser.browsers import PHONE, axe, chromium, person, shoot
from tests.house import Place, new_house, serving

pytestmark = [pytest.mark.browser, pytest.mark.server]

PAT = Member("pat1", "Pat", Role.PANELIST)
REACHED = "Draft saved"


@dataclass(frozen=True, slots=True)
class Ended:
    """An interview of Ida, Pat and Cam that is over."""

    place: Place
    interview: Interview
    browser: Browser

    async def comes(self, member: str, page: str) -> Page:
        """Somebody's own browser, let in by their link, at this page."""
        who = await person(self.browser)
        key = self.place.house.key(self.interview, member)
        way = f"/join/{self.interview.id}" + ("/after" if member == CANDIDATE else "")
        await who.goto(f"{self.place.url}{way}?key={key}")
        await who.goto(self.at(page))
        return who

    def at(self, page: str) -> str:
        return f"{self.place.url}/interviews/{self.interview.id}/{page}"


@pytest.fixture
async def ended(tmp_path: Path) -> AsyncIterator[Ended]:
    house = new_house(tmp_path, store=Memory())
    async with serving(house) as place, chromium() as browser:
        opened = await house.open_interview("Backend", "Ida", "Cam", ["slots"], setup=Setup(panel=(PAT,)))
        assert isinstance(opened, Interview)
        await house.agree(opened, "Cam")
        await house.end(opened)
        yield Ended(place, opened, browser)


async def fills(page: Page, score: str, words: str) -> None:
    """A whole card, by keyboard where it matters: the choices are radio buttons, the rest are boxes."""
    await page.locator(f'input[name="score-code"][value="{score}"]').focus()
    await page.keyboard.press("Space")
    await page.get_by_label("What you saw").fill(words)
    await page.locator("#moments-code").fill("0:07")
    if score in ("1", "2"):
        await page.get_by_label("What would have made it a yes").fill("An own case first.")
    await page.locator("#strength-1").fill(words)
    await page.locator("#strength-moments-1").fill("0:05")
    await page.get_by_label("Yes", exact=True).check()
    await page.get_by_label("Fairly sure").check()
    await page.get_by_label("I know of no conflict of interest").check()


async def gives(page: Page, score: str, words: str) -> None:
    await fills(page, score, words)
    await page.get_by_role("button", name="Submit the card").click()
    await expect(page.get_by_role("heading", name="Your card is in")).to_be_visible()


async def test_a_card_is_kept_as_it_is_written_and_what_is_missing_goes_away(ended: Ended) -> None:
    ida = await ended.comes(HOST, "scorecard")
    await expect(ida.get_by_text("This question waits until")).to_be_visible()
    await expect(ida.get_by_text("Would you want Cam")).to_be_hidden()
    await expect(ida.get_by_label("What would have made it a yes")).to_be_hidden()
    await ida.locator('input[name="score-code"][value="2"]').check()
    await expect(ida.get_by_label("What would have made it a yes")).to_be_visible()
    await expect(ida.get_by_text("Would you want Cam")).to_be_visible()
    await expect(ida.locator("#saved")).to_contain_text(REACHED)
    await expect(ida.locator("#progress")).to_contain_text("Code: say what would have made it a yes.")
    await fills(ida, "2", "Only examples.")
    await expect(ida.locator("#progress")).to_contain_text("Nothing is missing.")
    assert not await axe(ida), "axe on a full card"
    await shoot(ida, "cards-1-card")
    again = await ended.comes(HOST, "scorecard")
    await expect(again.get_by_label("What you saw")).to_have_value("Only examples.")


async def test_when_the_server_is_away_the_page_says_so_and_tries_again(ended: Ended) -> None:
    ida = await ended.comes(HOST, "scorecard")
    await ida.context.set_offline(True)
    await ida.get_by_label("What you saw").fill("written on a train")
    await expect(ida.locator("#saved")).to_contain_text("Not saved")
    await ida.context.set_offline(False)
    await expect(ida.locator("#saved")).to_contain_text(REACHED)
    again = await ended.comes(HOST, "scorecard")
    await expect(again.get_by_label("What you saw")).to_have_value("written on a train")


async def test_two_windows_do_not_overwrite_each_other(ended: Ended) -> None:
    one, two = await ended.comes(HOST, "scorecard"), await ended.comes(HOST, "scorecard")
    await one.get_by_label("What you saw").fill("the first window")
    await expect(one.locator("#saved")).to_contain_text(REACHED)
    await two.get_by_label("What you saw").fill("the second window")
    await expect(two.locator("#saved")).to_contain_text("another window")
    await two.get_by_role("button", name="Keep this version").click()
    await expect(two.get_by_label("What you saw")).to_have_value("the second window")
    await expect(two.locator("#saved")).to_contain_text(REACHED)


async def test_from_two_cards_to_the_feedback_that_cam_opens(ended: Ended) -> None:
    ida, pat = await ended.comes(HOST, "scorecard"), await ended.comes("pat1", "scorecard")
    await gives(ida, "4", "Found the edge alone.")
    await gives(pat, "2", "Only examples.")
    await ida.goto(ended.at("debrief"))
    await expect(ida.get_by_role("heading", name="Two cards in, now compare")).to_be_visible()
    await expect(ida.get_by_text("2 apart: discuss first")).to_be_visible()
    await shoot(ida, "cards-2-debrief")
    assert not await axe(ida), "axe on the debrief"
    await ida.get_by_role("link", name="Draft the feedback").click()
    await ida.get_by_label("What went well").fill("Calm when it was hard.")
    await ida.get_by_role("button", name="Look at what goes out").click()
    await ida.get_by_role("button", name="Send it to Cam").click()
    await expect(ida.get_by_text(re.compile("^Sent .* by Ida"))).to_be_visible()
    cam = await ended.comes(CANDIDATE, "my-feedback")
    await cam.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    await cam.get_by_label("I managed on my own").check()
    await cam.get_by_role("button", name="Keep what I think").click()
    await cam.get_by_role("button", name="Open the feedback").click()
    await expect(cam.get_by_text("Calm when it was hard.")).to_be_visible()
    await expect(cam.get_by_text("I managed on my own")).to_be_visible()
    assert await cam.evaluate("document.documentElement.scrollWidth") <= PHONE[0], "nothing is wider than the phone"
    assert not await axe(cam), "axe on the feedback"
    await shoot(cam, "cards-3-feedback")
    before = {"format": "greenroom-growth-1", "sessions": [{"id": "older", "date": "2020-01-01"}]}
    mine = FilePayload(name="mine.json", mimeType="application/json", buffer=json.dumps(before).encode())
    async with cam.expect_download() as saved:
        await cam.get_by_label("Add it to a growth file").set_input_files(mine)
    kept = json.loads(Path(await (await saved.value).path()).read_text())
    assert [each["id"] for each in kept["sessions"]] == ["older", ended.interview.id]
    await expect(cam.get_by_text("mine.json has 2 sessions now")).to_be_visible()
