"""Ida writes tasks in her browser: what the page asks for, and what it is told."""

from pathlib import Path

import pytest

from tests.pages.authors import Author, author, written
from tests.pages.joining import joins
from tests.pages.visitors import Town
from tests.store.task_files import RIGHT


async def test_ida_reads_a_task_as_the_texts_that_lie_in_its_folder(ida: Author, town: Town) -> None:
    told = await ida.reads("/tasks/add/files")
    assert told["files"] == RIGHT
    task = town.house.tasks.task("add")
    assert task
    assert (told["slug"], told["version"], told["fixed"]) == ("add", task.digest, [])


async def test_what_is_not_there_is_not_found(ida: Author) -> None:
    for slug in ("no-such", "..", ".git", "a%2fb", "%2e%2e%2fadd"):
        assert await ida.visitor.opens(f"/tasks/{slug}/files") == 404


async def test_a_right_task_has_no_problem_and_a_sheet(ida: Author) -> None:
    assert await ida.does("POST", "/tasks/check", {"slug": "add", "files": RIGHT}) == 200
    told = ida.answer
    assert told["problems"] == []
    task = told["task"]
    assert task["parts"][0]["params"] == [{"name": "a", "type": "int"}, {"name": "b", "type": "int"}]
    assert task["stubs"]["python"]["1"].startswith("def add(a: int, b: int) -> int:")
    assert told["loads"]
    assert [each["key"] for each in task["missing"]] == [
        "skill", "level", "minutes", "statement", "hints", "extension", "rubric", "wrong",
    ]  # fmt: skip


async def test_the_page_is_told_what_the_yaml_says_and_where(ida: Author) -> None:
    assert await ida.does("POST", "/tasks/check", {"slug": "add", "files": RIGHT}) == 200
    cases = ida.answer["documents"]["cases.yaml"]
    assert cases["value"]["hidden"][0]["cases"] == [{"name": "zeros", "in": {"a": 0, "b": 0}, "out": 0}]
    lines = {tuple(each["path"]): each["line"] for each in cases["lines"]}
    assert lines["examples",] == 1
    assert lines["examples", 0, "in"] == 2
    assert lines["hidden", 0, "cases", 0, "in", "a"] == 7


async def test_of_a_task_with_mistakes_everything_else_is_shown(ida: Author) -> None:
    files = {**RIGHT, "cases.yaml": "examples: [", "task.yaml": RIGHT["task.yaml"].replace("Add two numbers", '""')}
    assert await ida.does("POST", "/tasks/check", {"slug": "", "files": files}) == 200
    told = ida.answer
    assert {each["file"] for each in told["problems"]} == {"task.yaml", "cases.yaml"}
    assert not told["loads"]
    assert list(told["documents"]) == ["task.yaml"]
    assert told["task"]["stubs"]["python"]["1"]


HALF = ("", "[", "kind: nothing", "title: [1, 2]", "kind: function\nsignature: f(", "kind: sql")


@pytest.mark.parametrize("head", HALF)
@pytest.mark.parametrize("kind", ["function", "class", "stdin", "sql", "project"])
async def test_nothing_that_is_half_written_stops_the_page(ida: Author, head: str, kind: str) -> None:
    for files in ({"task.yaml": head}, {"task.yaml": f"kind: {kind}\n{head}"}, {**RIGHT, "task.yaml": head}, {}):
        assert await ida.does("POST", "/tasks/check", {"files": files}) == 200
        assert ida.answer["problems"]


async def test_a_mistake_has_its_file_its_line_and_the_mend(ida: Author) -> None:
    files = {**RIGHT, "cases.yaml": RIGHT["cases.yaml"].replace("a: 1", "a: one")}
    assert await ida.does("POST", "/tasks/check", {"slug": "add", "files": files}) == 200
    problem = ida.answer["problems"][0]
    assert (problem["file"], problem["line"]) == ("cases.yaml", 2)
    assert problem["what"]
    assert problem["mend"]


async def test_an_edit_changes_one_line(ida: Author) -> None:
    edit = {"do": "set", "file": "cases.yaml", "path": ["examples", 0, "out"], "value": 4}
    assert await ida.does("POST", "/tasks/edit", {"files": RIGHT, "edits": [edit]}) == 200
    assert ida.answer["files"]["cases.yaml"] == RIGHT["cases.yaml"].replace("out: 3", "out: 4")


async def test_ida_saves_and_the_library_has_it(ida: Author, town: Town, root: Path) -> None:
    base = (await ida.reads("/tasks/add/files"))["version"]
    files = {**RIGHT, "statement.md": "Add both.\n"}
    assert await ida.does("PUT", "/tasks/add/files", {"base": base, "files": files}) == 200
    assert written(root / "add") == files
    task = town.house.tasks.task("add")
    assert task
    assert (task.parts[0].statement, task.digest) == ("Add both.\n", ida.answer["version"])


async def test_of_two_who_save_the_second_sees_what_differs_and_nothing_is_lost(
    ida: Author, town: Town, root: Path
) -> None:
    pat = await author((await joins(town, "Pat"))[0])
    base = (await ida.reads("/tasks/add/files"))["version"]
    hers, theirs = {**RIGHT, "statement.md": "Hers.\n"}, {**RIGHT, "statement.md": "Theirs.\n"}
    assert await pat.does("PUT", "/tasks/add/draft", {"base": base, "files": theirs}) == 200
    assert await ida.does("PUT", "/tasks/add/files", {"base": base, "files": hers}) == 200
    assert await pat.does("PUT", "/tasks/add/files", {"base": base, "files": theirs}) == 409
    told = pat.answer
    assert told["files"] == hers
    assert told["diff"] == {"statement.md": "--- a/statement.md\n+++ b/statement.md\n@@ -1 +1 @@\n-Hers.\n+Theirs.\n"}
    assert written(root / "add") == hers
    assert (await pat.reads("/tasks/add/draft"))["draft"]["files"] == theirs
    assert await pat.does("PUT", "/tasks/add/files", {"base": told["version"], "files": theirs}) == 200
    assert (await pat.reads("/tasks/add/draft"))["draft"] is None


async def test_a_folder_that_was_edited_on_disk_meanwhile_is_shown_and_not_written_over(
    ida: Author, root: Path
) -> None:
    base = (await ida.reads("/tasks/add/files"))["version"]
    (root / "add" / "statement.md").write_text("By hand.\n")
    hers = {**RIGHT, "statement.md": "Hers.\n"}
    assert await ida.does("PUT", "/tasks/add/files", {"base": base, "files": hers}) == 409
    told = ida.answer
    assert told["files"]["statement.md"] == "By hand.\n"
    assert "-By hand.\n+Hers.\n" in told["diff"]["statement.md"]
    assert (root / "add" / "statement.md").read_text() == "By hand.\n"
    assert await ida.does("PUT", "/tasks/add/files", {"base": told["version"], "files": hers}) == 200
    assert written(root / "add") == hers


async def test_a_new_task_at_an_address_that_is_taken_shows_what_is_there(ida: Author, root: Path) -> None:
    new = {**RIGHT, "statement.md": "Another task.\n"}
    assert await ida.does("PUT", "/tasks/new/draft", {"name": "add", "base": "", "files": new}) == 200
    assert await ida.does("PUT", "/tasks/add/files", {"base": "", "files": new}) == 409
    assert ida.answer["files"] == RIGHT
    assert written(root / "add") == RIGHT
    assert (await ida.reads("/tasks/new/draft"))["draft"]["files"] == new, "nothing that was typed is lost"


async def test_a_case_of_five_megabytes_is_told_while_it_is_typed_and_is_not_saved(ida: Author, root: Path) -> None:
    base = (await ida.reads("/tasks/add/files"))["version"]
    case = f'{{"name": "large", "in": {{"a": 1, "b": 2}}, "out": 3, "note": "{"x" * 5 * 1024 * 1024}"}}'
    files = {**RIGHT, "cases.yaml": RIGHT["cases.yaml"] + f"      - {case}\n"}
    assert await ida.does("POST", "/tasks/check", {"slug": "add", "files": files}) == 200
    (problem,) = ida.answer["problems"]
    assert (problem["file"], problem["what"]) == ("cases.yaml", "The file has 5,120 KB.")
    assert "gen.py" in problem["mend"]
    assert await ida.does("PUT", "/tasks/add/files", {"base": base, "files": files}) == 422
    assert "at most 512 KB" in ida.answer["message"]
    assert written(root / "add") == RIGHT


async def test_a_new_task_is_drafted_before_it_has_a_folder_and_then_saved(ida: Author, root: Path) -> None:
    assert (await ida.reads("/tasks/new/draft"))["draft"] is None
    draft = {"name": "sums", "base": "", "files": {"statement.md": "Half a sen"}}
    assert await ida.does("PUT", "/tasks/new/draft", draft) == 200
    told = (await ida.reads("/tasks/new/draft"))["draft"]
    assert told["files"] == draft["files"]
    assert told["name"] == "sums"
    assert await ida.does("PUT", "/tasks/sums/files", {"files": RIGHT}) == 201
    assert written(root / "sums") == RIGHT
    assert (await ida.reads("/tasks/new/draft"))["draft"] is None


async def test_a_draft_is_its_authors_alone(ida: Author, town: Town) -> None:
    pat = await author((await joins(town, "Pat"))[0])
    assert await ida.does("PUT", "/tasks/add/draft", {"files": {"statement.md": "Only mine"}}) == 200
    assert (await pat.reads("/tasks/add/draft"))["draft"] is None
    assert await ida.does("DELETE", "/tasks/add/draft") == 204
    assert (await ida.reads("/tasks/add/draft"))["draft"] is None


async def test_another_site_changes_nothing(ida: Author, root: Path) -> None:
    said = {"files": RIGHT}
    assert await ida.visitor.does("PUT", "/tasks/evil/files", said) == 403
    assert await ida.visitor.does("PUT", "/tasks/evil/files", said, form_token="x") == 403
    elsewhere = {"origin": "https://evil.example", "sec_fetch_site": "cross-site"}
    assert await ida.visitor.does("PUT", "/tasks/evil/files", said, form_token=ida.token, **elsewhere) == 403
    assert not (root / "evil").exists()


@pytest.mark.parametrize("slug", ["Add", "new", "a b", "-a", "a" * 65])
async def test_a_bad_address_says_what_a_good_one_is(ida: Author, root: Path, slug: str) -> None:
    assert await ida.does("PUT", f"/tasks/{slug}/files", {"files": RIGHT}) == 422
    assert "address" in ida.answer["message"]
    assert [each.name for each in root.iterdir()] == ["add"]


async def test_editors_read_the_schemas_without_signing_in(town: Town) -> None:
    who = town.stranger()
    for name in ("task", "cases", "rubric"):
        assert await who.opens(f"/schemas/{name}.json") == 200
        assert who.page.json()["title"] == f"{name}.yaml of Greenroom"
        assert who.page.headers["access-control-allow-origin"] == "*"
    for name in ("no-such", "..%2f..%2fpyproject"):
        assert await who.opens(f"/schemas/{name}.json") == 404


async def test_the_tests_of_a_project_are_told_by_name(ida: Author) -> None:
    head = 'title: Desk\nkind: project\nproject:\n  python: {run: "pytest --junitxml=$REPORT", open: [desk.py]}\n'
    files = {
        "task.yaml": head,
        "files/python/desk.py": "",
        "tests/python/visible/test_desk.py": "def test_a_tool_goes_out(): ...\n",
        "tests/python/hidden/test_limits.py": "def test_no_more_than_two(): ...\ndef test_none_left(): ...\n",
        "tests/python/hidden/notes.txt": "",
    }
    assert await ida.does("POST", "/tasks/check", {"files": files}) == 200
    assert ida.answer["task"]["tests"] == [
        {"file": "tests/python/visible/test_desk.py", "names": ["a tool goes out"]},
        {"file": "tests/python/hidden/test_limits.py", "names": ["no more than two", "none left"]},
    ]
