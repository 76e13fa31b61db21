"""The page where Ida writes a task: what it starts from, and the preview of her Markdown."""

import json
import re
from pathlib import Path
from typing import Any

from tests.pages.authors import Author
from tests.pages.joining import joins
from tests.pages.visitors import Town
from tests.store.task_files import RIGHT


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="author-data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


async def test_ida_opens_the_page_of_a_new_task(ida: Author) -> None:
    assert await ida.visitor.opens("/tasks/new") == 200
    data = data_of(ida.visitor.text)
    assert data["slug"] == "new"
    assert data["form"]
    python = next(each for each in data["languages"] if each["id"] == "python")
    assert (python["ending"], python["editor"]) == (".py", "python")
    assert [each["title"] for each in python["frameworks"]] == ["pytest", "in Python, apart from the code"]


async def test_a_task_that_is_there_is_opened_to_be_written(ida: Author) -> None:
    assert await ida.visitor.opens("/tasks/add/edit") == 200
    assert data_of(ida.visitor.text)["slug"] == "add"


async def test_a_folder_that_does_not_load_is_written_here_too(ida: Author, root: Path) -> None:
    (root / "add" / "task.yaml").write_text("kind: [")
    assert await ida.visitor.opens("/tasks/add/edit") == 200


async def test_what_is_not_there_is_not_found(ida: Author) -> None:
    for slug in ("no-such", "..%2fadd", ".git"):
        assert await ida.visitor.opens(f"/tasks/{slug}/edit") == 404


async def test_a_title_with_markup_stays_text(ida: Author, root: Path) -> None:
    canary = "</script><script>alert(1)</script>"
    (root / "add" / "task.yaml").write_text(RIGHT["task.yaml"].replace("Add two numbers", f"'{canary}'"))
    assert await ida.visitor.opens("/tasks/add/edit") == 200
    assert "<script>alert" not in ida.visitor.text


async def test_markdown_is_shown_as_in_the_room_and_scripts_are_left_out(ida: Author) -> None:
    texts = [
        "# Fees\n\nPay **now**.",
        "<script>alert(1)</script>[x](javascript:alert(1)) ![y](https://x.example/y.png)",
    ]
    assert await ida.does("POST", "/tasks/preview", {"texts": texts}) == 200
    first, second = ida.answer["html"]
    assert first == "<h3>Fees</h3>\n<p>Pay <strong>now</strong>.</p>\n"
    assert "<script" not in second
    assert 'href="javascript' not in second
    assert "<img" not in second


async def test_what_ida_has_typed_and_not_saved_is_found_in_the_library_also_when_its_folder_is_gone(
    ida: Author, town: Town, root: Path
) -> None:
    for slug, name in (("add", ""), ("new", "parking-fee")):
        said = {"name": name, "base": "", "files": {"task.yaml": "title: Half"}}
        assert await ida.does("PUT", f"/tasks/{slug}/draft", said) == 200
    who = ida.visitor
    await who.opens("/tasks")
    assert '<a href="/tasks/add/edit">Add two numbers</a>' in who.text
    assert '<a href="/tasks/new">a new task, parking-fee</a>' in who.text
    assert "its folder is gone" not in who.text
    (root / "add").rename(root / "elsewhere")
    await who.opens("/tasks")
    assert '<a href="/tasks/add/edit">add</a>' in who.text
    assert "(its folder is gone)" in who.text
    pat = (await joins(town, "Pat"))[0]
    await pat.opens("/tasks")
    assert "Typed and not saved" not in pat.text
