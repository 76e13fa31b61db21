"""Ida brings tasks in from files and takes one along; what is hostile in a file writes nothing and says why."""

import io
import json
import stat
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.pages.authors import Author, author, written
from tests.pages.joining import joins
from tests.pages.visitors import ORIGIN, Town
from tests.store.task_files import RIGHT

KATTIS = {
    "problem.yaml": "name: Sums\nlicense: cc by\n",
    "problem_statement/problem.en.tex": "\\problemname{Sums}\nAdd two numbers.\n",
    "data/sample/1.in": "1 2\n",
    "data/sample/1.ans": "3\n",
    "data/secret/1.in": "0 0\n",
    "data/secret/1.ans": "0\n",
    "submissions/accepted/good.py": "a, b = map(int, input().split())\nprint(a + b)\n",
}
LINE = {
    "task": "double",
    "entry": "double",
    "statement": "Double it.",
    "solution": "def double(n):\n    return 2 * n\n",
    "cases": [{"input": {"n": 1}, "expected": 2, "sample": True}, {"input": {"n": 2}, "expected": 4}],
}
CANONICAL = {
    "exercise": "leap",
    "cases": [
        {"property": "leapYear", "description": "not by 4", "input": {"year": 2015}, "expected": False},
        {"property": "leapYear", "description": "by 4", "input": {"year": 1996}, "expected": True},
    ],
}
TRACK = {
    ".meta/config.json": json.dumps(
        {"files": {"solution": ["leap.py"], "test": ["leap_test.py"], "example": [".meta/example.py"]}}
    ),
    ".meta/example.py": "def leap(year):\n    return year % 4 == 0\n",
    ".docs/instructions.md": "# Leap\n\nIs it a leap year?\n",
    "leap.py": "def leap(year):\n    pass\n",
    "leap_test.py": "from leap import leap\n\n\ndef test_leap():\n    assert leap(1996)\n",
}


def zipped(files: Mapping[str, str | bytes], below: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(f"{below}{path}", data)
    return out.getvalue()


def linked(path: str, target: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for each, text in RIGHT.items():
            archive.writestr(each, text)
        info = zipfile.ZipInfo(path)
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, target)
    return out.getvalue()


def tarred(members: int) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for number in range(members):
            info = tarfile.TarInfo(f"d{number}")
            info.type = tarfile.DIRTYPE
            archive.addfile(info)
    return out.getvalue()


async def sends(ida: Author, format: str, name: str, data: bytes, slug: str = "") -> int:
    """Choose this file in the form and press its button."""
    who = ida.visitor
    fields = {"form-token": ida.token, "format": format, "slug": slug}
    headers = {"origin": ORIGIN, "sec-fetch-site": "same-origin"}
    files = {"file": (name, data)} if name else {"other": ("", b"")}
    who.page = await who.client.post("/tasks/import", data=fields, files=files, headers=headers, follow_redirects=True)
    return who.page.status_code


async def test_a_task_that_ida_takes_along_comes_in_again_as_it_was(ida: Author, root: Path) -> None:
    assert await ida.visitor.opens("/tasks/add/export?format=zip") == 200
    page = ida.visitor.page
    assert page.headers["content-disposition"].startswith('attachment; filename="add.zip"')
    assert await sends(ida, "greenroom", "add.zip", page.content, "again") == 200, ida.visitor.text
    assert ida.visitor.at == "/tasks/again"
    assert written(root / "again") == RIGHT


@pytest.mark.parametrize(
    ("format", "name", "data", "slug"),
    [
        ("greenroom", "sums.zip", zipped(RIGHT), "sums"),
        ("greenroom", "wrapped.zip", zipped(RIGHT, "inside/"), "inside"),
        ("kattis", "sums.zip", zipped(KATTIS, "sums/"), "sums"),
        ("jsonl", "all.jsonl", json.dumps(LINE).encode(), "double"),
        ("exercism-canonical", "canonical-data.json", json.dumps(CANONICAL).encode(), "leap"),
        ("exercism-canonical", "leap.zip", zipped({"canonical-data.json": json.dumps(CANONICAL)}, "leap/"), "leap"),
        ("exercism-track", "leap.zip", zipped(TRACK, "leap/"), "leap"),
    ],
)
async def test_each_format_comes_in(ida: Author, root: Path, format: str, name: str, data: bytes, slug: str) -> None:
    assert await sends(ida, format, name, data) == 200, ida.visitor.text
    assert (root / slug / "task.yaml").is_file(), ida.visitor.text
    assert sorted(each.name for each in root.iterdir()) == sorted(["add", slug])
    if ida.visitor.at == "/tasks/import":
        assert f'href="/tasks/{slug}' in ida.visitor.text


async def test_several_tasks_come_in_side_by_side_and_what_does_not_is_told(ida: Author, root: Path) -> None:
    both = {**{f"one/{path}": text for path, text in RIGHT.items()}, **{f"add/{p}": t for p, t in RIGHT.items()}}
    assert await sends(ida, "greenroom", "library.zip", zipped(both)) == 200
    assert 'href="/tasks/one"' in ida.visitor.text
    assert "There is a task “add” already" in ida.visitor.text
    assert written(root / "one") == written(root / "add") == RIGHT


async def test_a_task_that_does_not_load_yet_is_told_with_where_it_is_mended(ida: Author, root: Path) -> None:
    half = {"task.yaml": "title: Half\nkind: function\n", "statement.md": "Half.\n"}
    assert await sends(ida, "greenroom", "half.zip", zipped(half)) == 200
    assert "<code>half</code> It does not load yet." in ida.visitor.text
    assert 'href="/tasks/half/edit"' in ida.visitor.text
    assert await ida.visitor.opens("/tasks/half") == 404
    assert "This task does not load yet" in ida.visitor.text
    assert 'href="/tasks/half/edit"' in ida.visitor.text


async def test_what_is_there_already_says_how_it_comes_in_all_the_same(ida: Author) -> None:
    assert await sends(ida, "greenroom", "add.zip", zipped(RIGHT)) == 422
    assert "Give this one another address." in ida.visitor.text
    both = {**{f"add/{path}": text for path, text in RIGHT.items()}, **{f"one/{p}": t for p, t in RIGHT.items()}}
    assert await sends(ida, "greenroom", "both.zip", zipped(both)) == 200
    assert "Bring it in by itself, at another address." in ida.visitor.text


async def test_an_address_that_cannot_be_is_told_beside_it(ida: Author, root: Path) -> None:
    assert await sends(ida, "greenroom", "sums.zip", zipped(RIGHT), "Two Words") == 422
    assert 'value="Two Words"' in ida.visitor.text
    assert '<span class="problem" id="slug-words">A task&#39;s address has lower-case letters' in ida.visitor.text
    assert [each.name for each in root.iterdir()] == ["add"]


HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [  # made when they are sent: some take half a second
    ("a way out", lambda: zipped({**RIGHT, "../evil.py": "evil"}), "leads out"),
    ("an absolute path", lambda: zipped({**RIGHT, "/tmp/evil.py": "evil"}), "leads out"),
    ("a link out", lambda: linked("guide.md", "../../../../etc/passwd"), "leads out"),
    ("an absolute link", lambda: linked("guide.md", "/etc/passwd"), "leads out"),
    ("a bomb", lambda: zipped({**RIGHT, "a.txt": bytes(40 << 20)}), "larger than 32 MB"),
    ("a bomb in pieces", lambda: zipped({f"{number}.txt": bytes(30 << 20) for number in range(3)}), "more than 64 MB"),
    ("thousands of files", lambda: zipped({f"{number}.txt": "" for number in range(5_001)}), "more than 5,000 files"),
    ("thousands of folders", lambda: tarred(10_002), "more than 5,000 files"),
    ("a file of 600 KB", lambda: zipped({**RIGHT, "data/secret/1.in": "x" * 600 * 1024}), "at most 512 KB"),
    ("hundreds of files", lambda: zipped({**RIGHT, **{f"{n}.txt": "" for n in range(300)}}), "more than 300 files"),
    ("no archive", lambda: b"Hello, this is a text.", "neither a folder nor a zip"),
    ("a cut-off archive", lambda: zipped(RIGHT)[:-30], "neither a folder nor a zip"),
    ("nothing", lambda: b"", "nothing in it"),
    ("no task", lambda: zipped({"readme.md": "Hi"}), "There is no task.yaml"),
]


@pytest.mark.parametrize(("why", "made", "words"), HOSTILE, ids=[each[0] for each in HOSTILE])
async def test_a_hostile_file_writes_nothing_and_says_why(
    ida: Author, root: Path, why: str, made: Callable[[], bytes], words: str
) -> None:
    before = written(root)
    assert await sends(ida, "greenroom", "evil.zip", made()) == 422, why
    assert words in ida.visitor.text
    assert "greenroom-" not in ida.visitor.text, "no path of this machine is told"
    assert written(root) == before


@pytest.mark.parametrize("format", ["kattis", "exercism-track", "exercism-canonical", "jsonl", "no-such"])
async def test_what_is_of_another_format_is_refused_with_a_sentence(ida: Author, root: Path, format: str) -> None:
    for data in (b"\0\1\2", zipped({"readme.md": "Hi"}), b"{}"):
        assert await sends(ida, format, "what.json", data) == 422, format
    assert [each.name for each in root.iterdir()] == ["add"]


async def test_a_form_without_a_file_asks_for_one(ida: Author) -> None:
    assert await ida.visitor.opens("/tasks/import") == 200
    assert await sends(ida, "kattis", "", b"") == 422
    assert "Choose a file to bring in." in ida.visitor.text
    assert 'value="kattis" checked' in ida.visitor.text


async def test_what_is_too_much_is_refused_while_it_comes(ida: Author) -> None:
    assert await sends(ida, "greenroom", "big.zip", bytes(25 << 20)) == 413
    assert "at most 24 MB" in ida.visitor.text
    assert '<a class="button" href="/tasks/import">Choose another file</a>' in ida.visitor.text


async def test_another_site_brings_nothing_in(ida: Author, root: Path) -> None:
    stolen = Author(ida.visitor, "x")
    assert await sends(stolen, "greenroom", "sums.zip", zipped(RIGHT), "sums") == 403
    assert [each.name for each in root.iterdir()] == ["add"]


async def test_a_program_goes_to_kattis_and_a_function_says_why_not(ida: Author, town: Town, root: Path) -> None:
    assert await sends(ida, "kattis", "sums.zip", zipped(KATTIS, "sums/")) == 200
    address = "/tasks/sums/export?format=kattis"
    await ida.visitor.opens("/tasks/sums")
    assert f'href="{address}">Export for Kattis</a>' in ida.visitor.text
    await ida.visitor.opens("/tasks/add")
    assert "Kattis" not in ida.visitor.text
    assert await ida.visitor.opens(address) == 200
    with zipfile.ZipFile(io.BytesIO(ida.visitor.page.content)) as archive:
        assert "sums/problem.yaml" in archive.namelist()
    assert await ida.visitor.opens("/tasks/add/export?format=kattis") == 422
    assert "Tasks of kind stdin can be exported" in ida.visitor.text
    for address in ("/tasks/add/export?format=no-such", "/tasks/no-such/export?format=zip"):
        assert await ida.visitor.opens(address) == 404


async def test_a_colleague_brings_tasks_in_too(town: Town, root: Path) -> None:
    pat = await author((await joins(town, "Pat"))[0])
    assert await sends(pat, "greenroom", "sums.zip", zipped(RIGHT), "sums") == 200
    assert written(root / "sums") == RIGHT
