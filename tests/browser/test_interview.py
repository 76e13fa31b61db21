"""An interview from the plan to the feedback, on the real server, with four browsers.

Ida hosts, Pat is on the panel, Olu observes and Cam is the candidate.

Pictures of every step lie in `shots` afterwards.
"""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.browsers import axe, chromium, person, shoot
from tests.browser.test_journey import ROOT, editor, link_of, replace_all
from tests.server.processes import Server, free_port

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.docker]

TASK = "alert-storms"
GOOD = (ROOT / "tasks" / TASK / "solutions" / "good.py").read_text()
PRIVATE = "canary-note-4b1d"
CARD = "canary-card-88c2"
THOUGHT = "canary-thought-9d07"
WARM = "canary-warm-3f70"


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    server = Server(tmp_path / "data", ROOT / "tasks", free_port(), sandbox="auto", log=tmp_path / "log")
    await server.start()
    yield server
    await server.stop()


async def plans(ida: Page, server: Server) -> dict[str, str]:
    """Ida plans with Pat and Olu; everybody's link by name."""
    await ida.goto(link_of(server))
    await ida.get_by_role("link", name="Plan an interview").first.click()
    await ida.get_by_label("Title").fill("Backend engineer")
    await ida.get_by_label("Your name").fill("Ida")
    await ida.locator("[name=candidate]").fill("Cam")
    await ida.locator(f"input[name=tasks][value={TASK}]").check()
    await ida.get_by_role("radio", name=re.compile("60")).first.check()
    for number, (name, role) in enumerate((("Pat", "panelist"), ("Olu", "observer")), start=1):
        if await ida.locator("[name=panel-name]").count() < number:
            await ida.get_by_role("button", name="Add another person").click()
        await ida.locator("[name=panel-name]").nth(number - 1).fill(name)
        await ida.locator("[name=panel-role]").nth(number - 1).select_option(role)
    await ida.get_by_label("The candidate may take breaks").check()
    await ida.get_by_label("Next steps").fill("We talk about it on Friday.")
    await ida.get_by_label("By when they hear").fill("within a week")
    await looks(ida, "interview-1-plan")
    await ida.get_by_role("button", name="Plan it").last.click()
    await ida.get_by_role("link", name="Open the room").wait_for()
    await looks(ida, "interview-2-planned")
    found = {"Cam": await ida.locator("#candidate-link").input_value()}
    for name in ("Pat", "Olu"):
        found[name] = await ida.get_by_label(f"{name}’s link").input_value()
    await ida.get_by_role("link", name="Open the room").click()
    await editor(ida).wait_for()
    return {name: link.replace("localhost", "127.0.0.1") for name, link in found.items()}


async def looks(page: Page, name: str) -> None:
    """A picture of every size, and nothing for the accessibility checker to find."""
    await shoot(page, name)
    assert await axe(page) == "", name


async def comes_in(cam: Page, link: str) -> None:
    """Cam reads who will be there, warms up where nobody sees it, agrees, and is in."""
    await cam.goto(link)
    for name in ("Ida", "Pat", "Olu"):
        await expect(cam.get_by_role("listitem").filter(has_text=name).first).to_be_visible()
    await looks(cam, "interview-3-lobby")
    await cam.get_by_role("link", name="Open the warm-up").click()
    await editor(cam).wait_for()
    await replace_all(cam, f'print("{WARM}")\n')
    await cam.keyboard.press("Control+Shift+Enter")
    await expect(cam.get_by_text(WARM).nth(1)).to_be_visible(timeout=60_000)
    await looks(cam, "interview-4-warm-up")
    await cam.goto(link)
    await cam.get_by_label("Your name").fill("Cam")
    await cam.get_by_label(re.compile("I have read what is recorded")).check()
    await cam.get_by_role("button", name="Come in").click()
    await editor(cam).wait_for()


async def stage_menu(page: Page) -> None:
    await page.get_by_role("button", name=re.compile("^(Stage|Agenda): ")).click()


def stage(page: Page) -> Locator:
    return page.locator(".stage-word")


async def test_an_interview_with_a_panel_from_the_plan_to_the_feedback(server: Server, tmp_path: Path) -> None:
    async with chromium() as browser:
        ida, pat, olu, cam = [await person(browser) for _ in range(4)]
        links = await plans(ida, server)
        for who, name in ((pat, "Pat"), (olu, "Olu")):
            await who.goto(links[name])
            await editor(who).wait_for()
        await comes_in(cam, links["Cam"])

        # The agenda goes on by one press, and everybody sees the stage.
        for title in ("Welcome", "Past work"):
            await ida.get_by_role("button", name=f"Next: {title}").click()
            for page in (ida, pat, olu, cam):
                await expect(stage(page).first).to_have_text(title)

        # Cam types and runs; everybody reads along; Olu cannot type.
        await replace_all(cam, GOOD)
        await cam.keyboard.press("Control+Enter")
        await expect(cam.get_by_role("tab", name=re.compile(r"Tests\s*3 of 3"))).to_be_visible(timeout=60_000)
        await expect(editor(olu)).to_contain_text("def storms")
        await expect(editor(olu)).to_have_attribute("contenteditable", "false")

        # Help and time are given in one press each: a hint, the next part, five minutes more, a break.
        await ida.get_by_role("button", name="Give this hint").first.click()
        await expect(cam.get_by_role("heading", name="A hint for you")).to_be_visible()
        await ida.get_by_role("button", name="Open part 2 for everybody").click()
        await expect(cam.get_by_role("heading", name=re.compile("^Part 2")).first).to_be_visible()
        await stage_menu(ida)
        await ida.get_by_role("button", name="5 min more").click()
        await stage_menu(cam)
        await cam.get_by_role("button", name="Take a break").click()
        await cam.get_by_role("button", name="Go on", exact=True).click()
        for page in (ida, cam):
            await page.keyboard.press("Escape")

        # Cam thinks privately: nobody reads along, whoever they are, and the result is shared on return.
        await cam.get_by_role("button", name="Think privately").click()
        await cam.get_by_role("dialog").get_by_role("button", name="Begin").click()
        await cam.locator(".editor-frame[data-private='mine'] .cm-content[contenteditable='true']").wait_for()
        await editor(cam).click()
        await cam.keyboard.press("Control+Home")
        await cam.keyboard.insert_text(f"# {THOUGHT}\n")
        for page in (ida, pat, olu):
            await expect(page.locator(".private-bar")).to_contain_text("Cam is working privately")
            assert THOUGHT not in await page.content()
        await looks(ida, "interview-5-private-host")
        await looks(cam, "interview-5-private-candidate")
        await cam.keyboard.press("Control+Home")
        await cam.keyboard.press("Shift+ArrowDown")
        await cam.keyboard.insert_text("# groups first\n")
        await cam.get_by_role("button", name="Come back", exact=True).click()
        for page in (ida, pat, cam):
            walk = page.get_by_role("region", name="Walk me through it")
            await expect(walk).to_contain_text("groups first")
            await page.get_by_role("button", name="To the code").click()
        assert THOUGHT not in await ida.content()

        # A chat, a hand, notes of two interviewers; none of the notes is Cam's to read.
        await cam.get_by_role("tab", name=re.compile("^Chat")).click()
        await cam.get_by_label("Write to everybody").fill("May I ask about the input?")
        await cam.keyboard.press("Enter")
        await ida.get_by_role("tab", name=re.compile("^Chat")).click()
        await expect(ida.locator(".chat")).to_contain_text("May I ask about the input?")
        await cam.get_by_role("button", name="Raise hand").click()
        await expect(ida.get_by_role("list", name="Raised hands")).to_contain_text("Cam")
        for page, words in ((ida, f"Asks first. {PRIVATE}"), (pat, f"Names the cost. {PRIVATE}")):
            await page.keyboard.press("Alt+n")
            await page.get_by_label("Write a note").fill(words)
            await page.keyboard.press("Enter")
        await expect(ida.locator(".notes")).to_contain_text("Names the cost")
        await expect(olu.get_by_text("Names the cost").first).to_be_visible()
        await expect(olu.get_by_label("Write a note")).to_have_count(0)
        for page, name in ((ida, "host"), (pat, "panelist"), (olu, "observer"), (cam, "candidate")):
            await looks(page, f"interview-5-room-{name}")

        # The end: Cam reads what comes next, and takes their code along.
        await ida.get_by_role("button", name="End interview").click()
        await ida.get_by_role("button", name="End for everybody").click()
        await cam.get_by_role("link", name="What happens next").click()
        await expect(cam.get_by_text("We talk about it on Friday.")).to_be_visible()
        await looks(cam, "interview-6-candidate-after")
        room = re.search(r"/rooms/(\w+)", ida.url)
        assert room
        at = f"http://127.0.0.1:{server.port}/interviews/{room[1]}"

        # Two cards, each written alone.
        await pat.goto(f"{at}/debrief")
        await expect(pat.get_by_text(CARD)).to_have_count(0)
        for page in (ida, pat):
            await fills_in_a_card(page, at)
            await looks(page, f"interview-7-card-{'host' if page is ida else 'panelist'}")
            await page.get_by_role("button", name="Submit the card").click()
            await expect(page.get_by_role("button", name="Submit the card")).to_have_count(0)
        await olu.goto(f"{at}/scorecard")
        await expect(olu.get_by_role("button", name="Submit the card")).to_have_count(0)

        # The debrief: both cards, a decision with its reason, and feedback for Cam.
        await ida.goto(f"{at}/debrief")
        await expect(ida.get_by_role("columnheader").filter(has_text="Pat")).to_be_visible()
        await ida.get_by_role("radio", name="Yes", exact=True).check()
        await ida.get_by_label(re.compile("^Reason")).fill("Both saw careful work.")
        await ida.get_by_role("button", name="Record the decision").click()
        await expect(ida.get_by_text("Both saw careful work.")).to_be_visible()
        await looks(ida, "interview-8-debrief")

        # Pat thinks again: the first card stays, beside the amended one and the reason.
        await pat.goto(f"{at}/scorecard?amend")
        await pat.locator("fieldset.dimension").first.locator("input[type=radio][value='4']").check()
        await pat.locator("input[name^=moments-]").first.fill("0:01")
        await pat.locator("#reason").fill("Ida showed me the moment.")
        await pat.get_by_role("button", name="Amend the card").click()
        await ida.goto(f"{at}/debrief")
        await ida.get_by_text("What Pat amended").click()
        await expect(ida.get_by_text("Ida showed me the moment.")).to_be_visible()
        await ida.goto(f"{at}/feedback")
        await looks(ida, "interview-9-feedback")
        await sends_feedback(ida)

        # Cam says what they think first, then reads what the interviewers thought.
        await cam.goto(f"{at}/my-feedback")
        await looks(cam, "interview-11-my-feedback")
        await expect(cam.get_by_text("You asked before you wrote.")).to_have_count(0)
        await assesses_themselves(cam)
        await expect(cam.get_by_text("You asked before you wrote.").first).to_be_visible()
        await looks(cam, "interview-12-both-sides")
        assert CARD not in await cam.content()

        # All say how they found it, and read each other's words when everybody has.
        for page, words in ((cam, "Calm and clear."), (ida, "A good talk."), (pat, "Good questions.")):
            await page.goto(f"{at}/rating")
            await expect(page.get_by_text("Calm and clear.")).to_have_count(0)
            await rates(page, words)
        for page in (cam, ida):
            await page.goto(f"{at}/rating")
            await expect(page.get_by_text("Calm and clear.")).to_be_visible()
            await expect(page.get_by_text("A good talk.")).to_be_visible()
        await looks(cam, "interview-13-rating")
        assert PRIVATE not in await cam.content()

    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert WARM.encode() not in kept


async def fills_in_a_card(page: Page, at: str) -> None:
    await page.goto(f"{at}/scorecard")
    for dimension in await page.locator("fieldset.dimension").all():
        await dimension.locator("input[type=radio][value='3']").check()
        await dimension.get_by_label("What you saw").fill("Careful.")
    await page.locator("#strength-1").fill("Asks before coding.")
    await page.locator("#strength-moments-1").fill("0:01")
    await page.get_by_role("radio", name="Yes", exact=True).check()
    await page.locator("#because").fill(f"Careful all the way. {CARD}")
    await page.locator("#confidence input").first.check()
    await page.get_by_label(re.compile("I know of no conflict")).check()


async def rates(page: Page, words: str) -> None:
    for question in await page.locator("main fieldset").all():
        await question.locator("input[type=radio]").last.check()
    await page.get_by_label("In your words, if you like").fill(words)
    await page.get_by_role("button", name="Give my answers").click()
    await expect(page.get_by_role("button", name="Give my answers")).to_have_count(0)


async def sends_feedback(ida: Page) -> None:
    await ida.get_by_label("What went well").fill("You asked before you wrote.")
    await ida.get_by_label("What to work on").fill("Say the cost aloud.")
    await ida.get_by_role("button", name="Look at what goes out").click()
    await looks(ida, "interview-10-feedback-preview")
    await ida.get_by_role("button", name=re.compile("^Send")).click()
    await expect(ida.get_by_text(re.compile("^Sent")).first).to_be_visible()


async def assesses_themselves(cam: Page) -> None:
    for choice in await cam.locator("input[type=radio][name^='self-'][value='3']").all():
        await choice.check()
    await cam.get_by_role("button", name="Keep what I think").click()
    await cam.get_by_role("button", name="Open the feedback").click()
