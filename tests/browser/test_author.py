"""Ida writes a task in her browser, from nothing to proven, tries it and uses it: the worked example of
docs/authoring.md, word by word. And what must not happen meanwhile."""

import re
import shutil
from pathlib import Path
from time import monotonic

import pytest
from playwright.async_api import expect

from tests.browser.authors import (
    begin,
    block,
    home_of,
    house,
    proves,
    saves,
    tolls,
    type_rows,
    write_into,
    write_the_example,
)
from tests.browser.browsers import COMPLAINTS, PHONE, axe, chromium, person, shoot
from tests.browser.test_journey import come_in, editor, link_of, plan


@pytest.mark.browser
@pytest.mark.server
async def test_what_ida_writes_stands_in_the_folder_and_comments_stay(tmp_path: Path) -> None:
    async with house(tmp_path) as (server, tasks), chromium() as browser:
        ida = await person(browser)
        await ida.goto(link_of(server))
        await begin(ida, block("title"))
        await write_the_example(ida)
        await expect(ida.locator(".author-count")).to_have_count(0)
        await saves(ida)
        assert ida.url.endswith("/tasks/parking-fee/edit")
        folder = tasks / "parking-fee"
        assert (folder / "statement.md").read_text().strip() == block("statement")
        assert sorted(path.name for path in (folder / "solutions").iterdir()) == [
            "good.py", "wrong-free-too-long.py", "wrong-whole-hours.py",
        ]  # fmt: skip
        assert (
            (folder / "solutions" / "wrong-whole-hours.py").read_text().startswith("# fails: edges/exactly an hour\n")
        )
        assert await axe(ida) == ""
        await shoot(ida, "author")
        # By hand on the disk, as in an editor of her own: the form keeps the comment.
        cases = folder / "cases.yaml"
        cases.write_text("# the usual ones first\n" + cases.read_text())
        await ida.reload()
        await ida.get_by_label("minutes of two hours begun").fill("80")
        await saves(ida)
        assert cases.read_text().startswith("# the usual ones first\n")
        assert "minutes: 80" in cases.read_text()
        assert COMPLAINTS[ida] == []


@pytest.mark.browser
@pytest.mark.server
async def test_two_people_save_the_same_task_and_nothing_is_lost(tmp_path: Path) -> None:
    async with house(tmp_path) as (server, tasks), chromium() as browser:
        ida = await person(browser)
        await ida.goto(link_of(server))
        await begin(ida, "Tolls")
        await saves(ida)
        statement = tasks / "tolls" / "statement.md"
        await write_into(ida, ida.get_by_label("Statement", exact=True), "Mine.")
        statement.write_text("Theirs.\n")
        await ida.keyboard.press("Control+s")
        dialog = ida.get_by_role("dialog", name="This task was changed meanwhile")
        await expect(dialog).to_be_visible()
        await expect(dialog.get_by_text("Theirs.")).to_be_visible()
        assert await axe(ida) == ""
        await dialog.get_by_label("By hand").check()
        await write_into(ida, dialog.get_by_label("statement.md, put together by hand"), "Theirs, then mine.")
        await dialog.get_by_role("button", name="Go on with these").click()
        assert statement.read_text() == "Theirs.\n"
        await saves(ida)
        assert statement.read_text() == "Theirs, then mine."
        # The whole folder is gone: all of it comes again, also what Ida did not touch.
        shutil.rmtree(tasks / "tolls")
        await write_into(ida, ida.get_by_label("Statement", exact=True), "Once more.")
        await ida.keyboard.press("Control+s")
        gone = ida.get_by_role("dialog", name="The folder of this task is gone")
        await expect(gone).to_be_visible()
        await gone.get_by_role("button", name="Go on with mine").click()
        await saves(ida)
        assert statement.read_text() == "Once more."
        assert "Tolls" in (tasks / "tolls" / "task.yaml").read_text()


@pytest.mark.browser
@pytest.mark.server
async def test_a_draft_that_is_older_than_the_folder_waits_for_a_choice_in_each_file(tmp_path: Path) -> None:
    async with house(tmp_path) as (server, tasks), chromium() as browser:
        ida = await person(browser)
        await ida.goto(link_of(server))
        await begin(ida, "Tolls")
        await saves(ida)
        await write_into(ida, ida.get_by_label("Statement", exact=True), "Mine.")
        await expect(ida.get_by_text("Kept as a draft.")).to_be_visible()
        head = tasks / "tolls" / "task.yaml"
        head.write_text(head.read_text().replace("minutes: 25", "minutes: 20"))
        ida.on("dialog", lambda dialog: dialog.accept())
        await ida.reload()
        await expect(ida.get_by_text("You go on with what you had not saved.")).to_be_visible()
        await ida.keyboard.press("Control+s")
        dialog = ida.get_by_role("dialog", name="This task was changed meanwhile")
        await expect(dialog.get_by_role("button", name="Go on (2 to choose)")).to_be_disabled()
        assert await axe(ida) == ""
        await dialog.get_by_role("region", name="task.yaml").get_by_label("Take theirs").check()
        await dialog.get_by_role("region", name="statement.md").get_by_label("Keep mine").check()
        await dialog.get_by_role("button", name="Go on with these").click()
        await saves(ida)
        assert "minutes: 20" in head.read_text()
        assert (tasks / "tolls" / "statement.md").read_text() == "Mine."


@pytest.mark.browser
@pytest.mark.server
async def test_what_was_not_saved_is_still_there_the_next_time(tmp_path: Path) -> None:
    async with tolls(tmp_path) as (ida, tasks):
        await expect(ida.get_by_text("Kept as a draft.")).to_be_visible()
        ida.on("dialog", lambda dialog: dialog.accept())
        await ida.goto(home_of(ida))
        await ida.goto(f"{home_of(ida)}tasks/new")
        await expect(ida.get_by_label("Signature", exact=True)).to_have_value("toll(axles: int) -> int")
        assert not (tasks / "tolls").exists()


@pytest.mark.browser
@pytest.mark.server
async def test_markup_in_every_field_stays_text(tmp_path: Path) -> None:
    canary = '<img src=x onerror="window.canary=1"><script>window.canary=1</script>'
    async with house(tmp_path) as (server, _), chromium() as browser:
        ida = await person(browser)
        await ida.goto(link_of(server))
        await begin(ida, f"Tolls {canary}")
        await ida.get_by_label("Signature", exact=True).fill("toll(kind: string) -> string")
        await ida.get_by_role("button", name="Add an example").click()
        await ida.get_by_role("button", name="Add a case").click()
        await ida.get_by_role("button", name="Add a hint").click()
        await ida.get_by_role("button", name="Write a rubric for this task").click()
        await ida.get_by_role("button", name="Add: wrong").click()
        fields = ida.locator(".author-column :is(input:not([type=checkbox], [placeholder^=fee]), textarea)")
        for field in await fields.all():
            await field.fill(canary)
        for field in await ida.locator(".author-column .cm-content[aria-label]:not([aria-readonly])").all():
            await write_into(ida, field, canary)
        await ida.get_by_label("Signature", exact=True).fill(canary)
        await ida.get_by_role("tab", name=re.compile("What is missing")).click()
        await ida.get_by_role("button", name="Open the files").click()
        await ida.get_by_role("tab", name="Preview").click()
        await expect(ida.locator(".author-preview .task-title")).to_contain_text("onerror")
        await expect(ida.locator(".author-preview .prose").first).to_contain_text("onerror")
        assert await ida.evaluate("window.canary") is None
        assert await ida.locator("#author img").count() == 0


@pytest.mark.browser
@pytest.mark.server
async def test_rows_are_written_moved_and_taken_out_by_keyboard_alone(tmp_path: Path) -> None:
    async with tolls(tmp_path) as (ida, _):
        await ida.get_by_role("button", name="Add an example").press("Enter")
        await type_rows(ida, [["two", "2", "5"], ["three", "3", "x"]])
        names = ida.locator("[data-cell$='/name']")
        await expect(ida.get_by_label("answer of three")).to_have_attribute("aria-invalid", "true")
        await expect(ida.get_by_text("answer: this is not a value. Write it like 12.")).to_be_visible()
        await ida.keyboard.press("Alt+ArrowUp")
        await expect(names.first).to_have_value("three")
        await expect(ida.get_by_label("answer of three")).to_be_focused()
        await ida.keyboard.press("Control+d")
        await expect(names).to_have_count(3)
        await ida.keyboard.press("Alt+Delete")
        await expect(names).to_have_count(2)
        await ida.get_by_role("button", name="Undo").press("Enter")
        await expect(names).to_have_count(3)


@pytest.mark.browser
@pytest.mark.server
async def test_who_types_on_at_once_loses_no_letter(tmp_path: Path) -> None:
    async with tolls(tmp_path) as (ida, _):
        await ida.get_by_role("button", name="Add an example").press("Enter")
        await ida.keyboard.type("two")
        await ida.keyboard.press("Tab")
        await ida.keyboard.type("two")
        await ida.keyboard.press("Enter")
        await ida.keyboard.type("three")
        await expect(ida.locator("[data-cell='0/name']")).to_have_value("two")
        await expect(ida.locator("[data-cell='1/name']")).to_have_value("three")
        # What is not understood stays as it was typed, also when the cell is left.
        await expect(ida.get_by_label("axles of two")).to_have_value("two")
        await expect(ida.get_by_text("axles: this is not a value. Write it like 12.")).to_be_visible()
        await ida.get_by_role("button", name="Add a hint").press("Enter")
        await ida.keyboard.type("First")
        await ida.keyboard.press("Enter")
        await ida.keyboard.type("Second")
        await expect(ida.get_by_label("Hints 1", exact=True)).to_have_value("First")
        await expect(ida.get_by_label("Hints 2", exact=True)).to_have_value("Second")


@pytest.mark.browser
@pytest.mark.server
async def test_pasted_rows_show_at_once_and_can_be_taken_back(tmp_path: Path) -> None:
    async with tolls(tmp_path) as (ida, _):
        await ida.get_by_role("button", name="Add an example").click()
        name = ida.locator("[data-cell='0/name']")
        await expect(name).to_be_focused()
        await ida.evaluate("text => navigator.clipboard.writeText(text)", "two\t2\t5\nmany\tlots\t9")
        await ida.keyboard.press("Control+v")
        await expect(ida.get_by_text("2 rows are pasted. One value is not understood, and marked.")).to_be_visible()
        await expect(name).to_have_value("two")
        await expect(ida.get_by_label("axles of many")).to_have_value("lots")
        await ida.get_by_role("button", name="Undo").click()
        await expect(ida.locator("[data-cell]")).to_have_count(0)


@pytest.mark.browser
@pytest.mark.server
async def test_a_new_part_is_still_to_be_written_and_needs_no_title(tmp_path: Path) -> None:
    async with tolls(tmp_path) as (ida, _):
        await ida.get_by_role("button", name="Add a part").click()
        await ida.get_by_role("tab", name=re.compile("What is missing")).click()
        await expect(ida.get_by_role("button", name="part 2: signature is empty.")).to_be_visible()
        await expect(ida.get_by_text("title is empty")).to_have_count(0)


@pytest.mark.browser
@pytest.mark.server
async def test_what_is_chosen_back_and_forth_stands_in_the_editor_each_time(tmp_path: Path) -> None:
    async with tolls(tmp_path) as (ida, tasks):
        await ida.get_by_role("button", name="Add an example").click()
        await expect(ida.locator("[data-cell='0/name']:focus")).to_have_count(1)
        await type_rows(ida, [["two", "2", "5"]])
        await ida.get_by_role("button", name="Add: wrong").click()
        code = ida.get_by_label("solutions/wrong-one.py")
        await write_into(ida, code, "def toll(axles):\n    return 0")
        catches = ida.get_by_label("What catches it")
        for place in ("examples", "examples/two", "examples", "examples/two", "examples"):
            await catches.select_option(place)
            await expect(code.locator(".cm-line").first).to_have_text(f"# fails: {place}")
        await expect(code).to_contain_text("return 0")
        await saves(ida)
        solution = tasks / "tolls" / "solutions" / "wrong-one.py"
        assert solution.read_text() == "# fails: examples\ndef toll(axles):\n    return 0"


@pytest.mark.browser
@pytest.mark.server
async def test_a_list_typed_in_the_roomy_editor_stays_as_it_is_typed(tmp_path: Path) -> None:
    async with house(tmp_path) as (server, _), chromium() as browser:
        ida = await person(browser)
        await ida.goto(link_of(server))
        await begin(ida, "Tolls")
        await ida.get_by_label("Signature", exact=True).fill("total(prices: list[int]) -> int")
        await ida.get_by_role("button", name="Add an example").click()
        await expect(ida.locator("[data-cell='0/name']:focus")).to_have_count(1)
        await ida.get_by_label("prices of", exact=False).press("F2")
        dialog = ida.get_by_role("dialog")
        await expect(dialog.locator(".cm-content:focus")).to_have_count(1)
        for letter in "[1,2,3":
            await ida.keyboard.type(letter)
            await expect(dialog.locator(".hint[role=status], .problem")).to_be_visible()
        await expect(dialog.locator(".cm-content")).to_have_text("[1,2,3]")
        await dialog.get_by_role("button", name="Done").click()
        await expect(ida.get_by_label("prices of", exact=False)).to_have_value("[1, 2, 3]")


@pytest.mark.browser
@pytest.mark.server
async def test_on_a_phone_the_page_is_read_and_mended(tmp_path: Path) -> None:
    async with house(tmp_path) as (server, _), chromium() as browser:
        ida = await person(browser, PHONE)
        await ida.goto(link_of(server))
        await ida.goto(f"{home_of(ida)}tasks/new")
        await ida.get_by_label("Title").fill("Tolls")
        await ida.get_by_role("button", name="Begin to write").click()
        await ida.get_by_label("Signature", exact=True).fill("toll(axles: int) -> int")
        await ida.get_by_role("button", name="Add an example").click()
        await ida.get_by_role("button", name="Write a rubric for this task").click()
        await ida.get_by_label("Level 1 of testing").fill("Tries nothing.")
        await expect(ida.get_by_text("“testing” needs words for levels 2, 3, 4.")).to_be_visible()
        # The strip of sections is longer than the phone is wide, and what it says aloud with it.
        await expect(ida.get_by_role("link", name="Rubric 3 to mend")).to_be_attached()
        assert await axe(ida) == ""
        wide = await ida.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0


@pytest.mark.browser
@pytest.mark.server
@pytest.mark.docker
async def test_the_worked_example_goes_from_nothing_to_an_interview(tmp_path: Path) -> None:
    async with house(tmp_path, sandbox="auto") as (server, _), chromium() as browser:
        ida, cam = await person(browser), await person(browser)
        await ida.goto(link_of(server))
        began = monotonic()
        await begin(ida, block("title"))
        await write_the_example(ida)
        await saves(ida)
        written = monotonic()
        await proves(ida, server)
        print(f"written in {written - began:.1f} s, proven after {monotonic() - began:.1f} s")
        async with ida.context.expect_page() as opened:
            await ida.get_by_role("button", name="As the candidate").click()
        room = await opened.value
        await editor(room).wait_for()
        await expect(room.get_by_role("heading", name=block("title")).first).to_be_visible()
        assert block("hints").splitlines()[0] not in await room.content()
        await shoot(ida, "author-proven")
        await shoot(room, "author-tried")
        link = await plan(ida, home_of(ida), ["parking-fee"])
        await editor(ida).wait_for()
        await come_in(cam, link)
        await expect(cam.get_by_text("150 cents for each hour").first).to_be_visible()
        await expect(editor(cam)).to_contain_text("def fee")
        assert block("hints").splitlines()[0] not in await cam.content()
        assert COMPLAINTS[cam] == []
