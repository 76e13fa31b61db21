"""Bad input for authors, one by one, as a hostile browser sends it to the real server: it stays up, nothing outside of
the task changes, nothing that was typed is lost, and whoever sent it reads what is wrong and what to do."""

import json
import re
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from pathlib import Path

import httpx2
import pytest

from sandbox.client import SandboxClient
from tests.cli.test_tasks_check_bad import GEN, HEAD, MADE, PROVABLE, THROWS
from tests.pages.authors import Author, author, written
from tests.pages.visitors import Visitor
from tests.pages.writing.test_moving import HOSTILE, sends, zipped
from tests.people import PATIENCE
from tests.server.processes import Server, free_port
from tests.store.task_files import RIGHT, Files, write

pytestmark = pytest.mark.server

ATTACKS = (
    "<script>window.canary = 1</script>",
    '<img src="x" onerror="window.canary = 1">',
    "[press](javascript:window.canary=1)",
    '<a href="data:text/html,<script>1</script>">press</a>',
    "<svg><style>@import 'https://evil.example/x'</style></svg>",
    '<iframe srcdoc="<script>1</script>"></iframe>',
)


class House:
    """A server with one task, and browsers at it."""

    def __init__(self, server: Server, root: Path) -> None:
        self.server = server
        self.root = root
        self._clients: list[httpx2.AsyncClient] = []

    def browser(self) -> Visitor:
        client = httpx2.AsyncClient(
            base_url=f"http://127.0.0.1:{self.server.port}", headers={"host": "greenroom.test"}, timeout=PATIENCE
        )
        self._clients.append(client)
        return Visitor(client)

    async def ida(self) -> Author:
        link = re.search(r"/sign-in\S+", self.server.said)
        assert link
        ida = self.browser()
        assert await ida.opens(link[0]) == 200
        return await author(ida)

    async def pat(self) -> Author:
        link = re.search(r"/invitations/\S+", await self.server.command("invite", "Pat", "pat@example.org"))
        assert link
        pat = self.browser()
        assert await pat.opens(link[0]) == 200
        assert await pat.sends(link[0], name="Pat", password="") == 200, pat.text
        return await author(pat)

    async def close(self) -> None:
        for client in self._clients:
            await client.aclose()
        await self.server.stop()


async def opened(tmp_path: Path, sandbox: str = "off") -> House:
    root = tmp_path / "tasks"
    write(root)
    server = Server(tmp_path / "data", root, free_port(), sandbox=sandbox, log=tmp_path / "log")
    await server.start()
    return House(server, root)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = await opened(tmp_path)
    yield house
    await house.close()
    assert "Traceback" not in (tmp_path / "log").read_text()


async def test_two_authors_save_the_same_task_and_the_second_sees_a_diff(house: House) -> None:
    ida, pat = await house.ida(), await house.pat()
    base = (await ida.reads("/tasks/add/files"))["version"]
    hers, theirs = {**RIGHT, "statement.md": "Hers.\n"}, {**RIGHT, "statement.md": "Theirs.\n"}
    assert await pat.does("PUT", "/tasks/add/draft", {"base": base, "files": theirs}) == 200
    assert await ida.does("PUT", "/tasks/add/files", {"base": base, "files": hers}) == 200
    assert await pat.does("PUT", "/tasks/add/files", {"base": base, "files": theirs}) == 409
    assert "-Hers.\n+Theirs.\n" in pat.answer["diff"]["statement.md"]
    assert written(house.root / "add") == hers
    assert (await pat.reads("/tasks/add/draft"))["draft"]["files"] == theirs, "what Pat typed is kept"
    assert await pat.does("PUT", "/tasks/add/files", {"base": pat.answer.get("version", ""), "files": theirs}) == 409


async def test_a_folder_that_was_edited_on_disk_meanwhile_is_not_written_over(house: House) -> None:
    ida = await house.ida()
    base = (await ida.reads("/tasks/add/files"))["version"]
    (house.root / "add" / "statement.md").write_text("By hand.\n")
    files = {**RIGHT, "statement.md": "Typed.\n"}
    assert await ida.does("PUT", "/tasks/add/files", {"base": base, "files": files}) == 409
    assert "-By hand.\n+Typed.\n" in ida.answer["diff"]["statement.md"]
    assert (house.root / "add" / "statement.md").read_text() == "By hand.\n"
    assert await ida.does("PUT", "/tasks/add/files", {"base": ida.answer["version"], "files": files}) == 200


async def test_scripts_in_a_statement_stay_text_on_every_page_of_it(house: House) -> None:
    ida = await house.ida()
    base = (await ida.reads("/tasks/add/files"))["version"]
    all_of_them = " ".join(ATTACKS)
    files = {**RIGHT, "statement.md": f"Add. {all_of_them}\n", "guide.md": f"## Hints\n- {all_of_them}\n"}
    title = json.dumps(f"Add {all_of_them}"[:100])
    files["task.yaml"] = files["task.yaml"].replace("title: Add two numbers", f"title: {title}")
    assert await ida.does("PUT", "/tasks/add/files", {"base": base, "files": files}) == 200, ida.visitor.text
    for path in ("/tasks", "/tasks/add", "/tasks/add/edit", "/tasks/add/history", "/interviews/new", "/practice"):
        assert await ida.visitor.opens(path) == 200, path
        policy = ida.visitor.page.headers["content-security-policy"]
        assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0], path
        assert Dangers(ida.visitor.page.text).found == [], path
    assert await ida.does("POST", "/tasks/preview", {"texts": [f"Add. {all_of_them}"]}) == 200, ida.visitor.text
    assert all(Dangers(html).found == [] for html in ida.answer["html"])
    assert Dangers("\n".join(ATTACKS[:2] + ATTACKS[3:])).found, "the test would see them"


class Dangers(HTMLParser):
    """What would run or lead somewhere if a browser showed this."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inside = "" if given.get("type") == "application/json" else tag
        led = [given.get(name, "").strip().lower() for name in ("href", "src", "action")]
        if tag == "iframe" or any(name.startswith("on") for name in given):
            self.found.append(f"{tag} {given}")
        if any(each.startswith(("javascript:", "data:text")) or "evil.example" in each for each in led):
            self.found.append(f"{tag} {given}")

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style") and ("canary" in data or "evil.example" in data):
            self.found.append(f"{self._inside}: {data}")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


async def test_a_case_of_five_megabytes_is_told_and_not_saved(house: House) -> None:
    ida = await house.ida()
    base = (await ida.reads("/tasks/add/files"))["version"]
    case = f'      - {{name: large, in: {{a: 1, b: 2}}, out: 3, note: "{"x" * 5 * 1024 * 1024}"}}\n'
    files = {**RIGHT, "cases.yaml": RIGHT["cases.yaml"] + case}
    assert await ida.does("POST", "/tasks/check", {"slug": "add", "files": files}) == 200
    assert [problem["what"] for problem in ida.answer["problems"]] == ["The file has 5,120 KB."]
    assert await ida.does("PUT", "/tasks/add/files", {"base": base, "files": files}) == 422
    assert "at most 512 KB" in ida.answer["message"]
    assert written(house.root / "add") == RIGHT
    (house.root / "add" / "cases.yaml").write_text(files["cases.yaml"])  # on the disk all the same
    assert await ida.visitor.opens("/tasks") == 200
    assert "The file has 5,120 KB." in ida.visitor.text


async def test_a_hostile_archive_writes_nothing(house: House) -> None:
    ida = await house.ida()
    for why, made, words in HOSTILE:
        assert await sends(ida, "greenroom", "evil.zip", made()) == 422, why
        assert words in ida.visitor.text, why
        assert str(house.root.parent) not in ida.visitor.text, why
        assert written(house.root) == {f"add/{path}": text for path, text in RIGHT.items()}, why
    assert await ida.visitor.opens("/tasks/add") == 200, "the server goes on"


async def test_an_address_that_is_taken_shows_what_is_there_and_keeps_what_was_typed(house: House) -> None:
    ida = await house.ida()
    new = {**RIGHT, "statement.md": "Another task.\n"}
    assert await ida.does("PUT", "/tasks/new/draft", {"name": "add", "base": "", "files": new}) == 200
    assert await ida.does("PUT", "/tasks/add/files", {"base": "", "files": new}) == 409
    assert ida.answer["files"] == RIGHT
    assert (await ida.reads("/tasks/new/draft"))["draft"]["files"] == new
    assert await sends(ida, "greenroom", "add.zip", zipped(RIGHT), "add") == 422
    assert "There is a task “add” already" in ida.visitor.text
    assert written(house.root / "add") == RIGHT


@pytest.mark.docker
@pytest.mark.parametrize(
    ("files", "file", "what"),
    [
        ({"solutions/good.py": "def add(a, b):\n    while True: pass\n"}, "solutions/good.py", "time limit"),
        ({"cases.yaml": MADE, "gen.py": GEN}, "gen.py", "made two inputs from seed 1"),
        ({"task.yaml": f"{HEAD}compare: checker\n", "checker.py": THROWS}, "checker.py", "ValueError: no"),
    ],
    ids=["a reference that loops", "chance without its seed", "a checker that throws"],
)
async def test_a_proof_says_what_is_wrong_and_ends(
    files: Files, file: str, what: str, sandbox: SandboxClient, tmp_path: Path
) -> None:
    house = await opened(tmp_path, f"unix:{tmp_path / 'sandbox.sock'}")
    try:
        ida = await house.ida()
        typed = {**RIGHT, "task.yaml": HEAD, "cases.yaml": PROVABLE, **files}
        await house.server.sandbox_is("ready")
        assert await ida.does("POST", "/tasks/add/proof", {"files": typed}) == 202, ida.visitor.text
        assert await ida.visitor.opens("/tasks/add/proof/news") == 200  # ends with the proof
        job = (await ida.reads("/tasks/add/proof"))["job"]
        assert job["stage"] == "done", job
        found = [each for line in [*job["lines"], *job["solutions"]] for each in line["findings"]]
        assert any(each["weight"] == "problem" and each["file"] == file and what in each["what"] for each in found)
        assert all(each["mend"] for each in found)
        assert not (job["proof"] and job["proof"]["proved"])
        assert written(house.root / "add") == RIGHT, "what was typed is proved, and nothing is written"
    finally:
        await house.close()
