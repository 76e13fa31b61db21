"""Ida writes tasks of the other kinds in her browser: a class and tables, proven and tried; a project's form."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.authors import house, proves, saves, write_into
from tests.browser.browsers import COMPLAINTS, axe, chromium, person
from tests.browser.test_journey import editor, link_of

pytestmark = [pytest.mark.browser, pytest.mark.server]

CLASS = "Purse(coins: int)\npay(price: int) -> bool\nleft() -> int"
PURSE = """class Purse:
    def __init__(self, coins):
        self.coins = coins

    def pay(self, price):
        if price > self.coins:
            return False
        self.coins -= price
        return True

    def left(self):
        return self.coins
"""
TAKES_ANYWAY = """class Purse:
    def __init__(self, coins):
        self.coins = coins

    def pay(self, price):
        self.coins -= price
        return self.coins >= 0

    def left(self):
        return self.coins
"""
TABLES = """CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customer (id));
"""
GOOD_SQL = """SELECT name, count(orders.id) AS orders
FROM customer LEFT JOIN orders ON orders.customer = customer.id
GROUP BY customer.id ORDER BY name;
"""
ONLY_WITH_ORDERS = GOOD_SQL.replace("LEFT JOIN", "JOIN")
TWO = "INSERT INTO customer VALUES (1, 'Cam'), (2, 'Ida');\nINSERT INTO orders VALUES (1, 1), (2, 1), (3, 2);"
NONE = "INSERT INTO customer VALUES (1, 'Cam'), (2, 'Ida');\nINSERT INTO orders VALUES (1, 2);"


async def begin(ida: Page, kind: str, title: str) -> None:
    await ida.get_by_role("link", name="Tasks", exact=True).first.click()
    await ida.get_by_role("link", name="New task").click()
    await ida.get_by_role("radio", name=re.compile(f"^{kind}")).check()
    await ida.get_by_label("Title").fill(title)
    await ida.get_by_role("button", name="Begin to write").click()
    await write_into(ida, ida.get_by_label("Statement", exact=True), f"{title}: say what should happen, and when.")


async def row(ida: Page, button: str, name: str, **cells: str) -> None:
    """A case by keyboard: its name, then cell after cell; texts of several lines are typed as such."""
    await ida.get_by_role("button", name=button, exact=True).click()
    await expect(ida.locator("[data-cell$='/name']:focus")).to_have_count(1)
    await ida.keyboard.press("Control+a")
    await ida.keyboard.type(name)
    for title, text in cells.items():
        await ida.keyboard.press("Tab")
        await expect(ida.get_by_label(f"{title.replace('_', ' ')} of {name}", exact=True)).to_be_focused()
        await ida.keyboard.type(text)


async def mistake(ida: Page, file: str, text: str, name: str, place: str) -> None:
    ending = file[file.rindex(".") :]
    await ida.get_by_role("button", name="Add: wrong").click()
    await write_into(ida, ida.get_by_label(f"solutions/wrong-one{ending}"), text)
    await ida.get_by_label("What goes wrong in it").fill(name)
    await ida.keyboard.press("Tab")
    await ida.get_by_label(f"solutions/wrong-{name}{ending}").wait_for()
    await ida.get_by_label("What catches it").select_option(place)


async def tries(ida: Page) -> Page:
    async with ida.context.expect_page() as opened:
        await ida.get_by_role("button", name="As the candidate").click()
    room = await opened.value
    await editor(room).wait_for()
    return room


@pytest.mark.docker
async def test_a_class_is_written_proven_and_tried(tmp_path: Path) -> None:
    async with house(tmp_path, sandbox="auto") as (server, tasks), chromium() as browser:
        ida = await person(browser)
        await ida.goto(link_of(server))
        await begin(ida, "Class", "A purse")
        await ida.get_by_label("Class", exact=True).click()
        await ida.keyboard.type(CLASS)
        await expect(ida.get_by_role("tab", name="Java", exact=True)).to_be_visible()
        await row(ida, "Add an example", "paying", Calls="Purse(10)\npay(4) -> true\nleft() -> 6")
        await row(ida, "Add a case", "too dear", Calls="Purse(3)\npay(4) -> false\nleft() -> 3")
        await row(ida, "Add a case", "all of it", Calls="Purse(3)\npay(3) -> true\nleft() -> 0")
        await write_into(ida, ida.get_by_label("solutions/good.py"), PURSE)
        await mistake(ida, "good.py", TAKES_ANYWAY, "takes-anyway", "edges/too dear")
        await expect(ida.locator(".author-count")).to_have_count(0)
        await saves(ida)
        cases = (tasks / "a-purse" / "cases.yaml").read_text()
        assert "pay(4) -> false" in cases
        assert await axe(ida) == ""
        await proves(ida, server)
        room = await tries(ida)
        await expect(editor(room)).to_contain_text("class Purse")
        assert "takes-anyway" not in await room.content()
        assert [*COMPLAINTS[ida]] == []


@pytest.mark.docker
async def test_tables_are_written_proven_and_tried(tmp_path: Path) -> None:
    async with house(tmp_path, sandbox="auto") as (server, tasks), chromium() as browser:
        ida = await person(browser)
        await ida.goto(link_of(server))
        await begin(ida, "SQL", "Orders of everybody")
        await write_into(ida, ida.get_by_label("Tables, in SQL"), TABLES)
        answer = "name | orders\nCam | 2\nIda | 1"
        await row(ida, "Add an example", "two customers", Rows_before=TWO, Answer=answer)
        await row(ida, "Add a case", "one without orders", Rows_before=NONE)
        await write_into(ida, ida.get_by_label("solutions/good.sql"), GOOD_SQL)
        await mistake(ida, "good.sql", ONLY_WITH_ORDERS, "only-with-orders", "edges/one without orders")
        await expect(ida.locator(".author-count")).to_have_count(0)
        await saves(ida)
        assert await axe(ida) == ""
        # The answer that is left empty comes from the reference.
        await ida.get_by_role("tab", name="Prove and try").click()
        await ida.get_by_role("button", name="Fill missing answers").click()
        empty = ida.get_by_label("Answer of one without orders")
        await expect(empty).to_have_value("name | orders\nCam | 0\nIda | 1", timeout=60_000)
        await saves(ida)
        assert "rows: [[Cam, 0], [Ida, 1]]" in (tasks / "orders-of-everybody" / "cases.yaml").read_text()
        await proves(ida, server)
        room = await tries(ida)
        await expect(room.get_by_text("CREATE TABLE customer").first).to_be_visible()
        assert [*COMPLAINTS[ida]] == []


async def test_a_projects_form_writes_its_head_and_names_its_tests(tmp_path: Path) -> None:
    async with house(tmp_path) as (server, tasks), chromium() as browser:
        ida = await person(browser)
        await ida.goto(link_of(server))
        await begin(ida, "Project", "A lending desk")
        await ida.get_by_role("button", name="Add a file to the starter files").click()
        await expect(ida.get_by_label("The new file’s name below files/python/")).to_be_focused()
        await ida.keyboard.type("store.py")
        await ida.keyboard.press("Enter")
        await write_into(ida, ida.get_by_label("files/python/store.py"), "TOOLS = []")
        await ida.get_by_label("Open first").fill("work.py, store.py")
        await ida.get_by_label("Read and not changed").fill("store.py")
        await ida.get_by_role("button", name="test_edges.py", exact=True).click()
        await write_into(ida, ida.get_by_label("tests/python/hidden/test_edges.py"), "def test_no_tool_is_left(): pass")
        await expect(ida.get_by_text("no tool is left", exact=True)).to_be_visible()
        await ida.get_by_label("Also in another language").select_option("go")
        go = ida.get_by_role("region", name="Go", exact=True)
        await expect(go.get_by_label("The tests run")).to_have_value("go-tests")
        await go.get_by_label("The tests run").select_option("own")
        await go.get_by_label("Command").fill("make test")
        await expect(go.get_by_text("does not write its results to $REPORT")).to_be_visible()
        await go.get_by_label("Command").fill("make test REPORT=$REPORT")
        await expect(go.get_by_text("does not write its results to $REPORT")).to_have_count(0)
        await ida.get_by_role("button", name="Add: wrong").click()
        await ida.get_by_label("What catches it").select_option("test_edges.py/no tool is left")
        assert await axe(ida) == ""
        await saves(ida)
        head = (tasks / "a-lending-desk" / "task.yaml").read_text()
        assert "open: [work.py, store.py]" in head
        assert "read_only: [store.py]" in head
        assert "make test REPORT=$REPORT" in head
        wrong = tasks / "a-lending-desk" / "solutions" / "wrong-one.py"
        assert wrong.read_text().startswith("# fails: test_edges.py/no tool is left\n")
        assert COMPLAINTS[ida] == []
