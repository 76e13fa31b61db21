"""A project taken along: its files have the paths that people gave them, at every moment the ones of that moment."""

import csv
import io
import json
import subprocess
import zipfile
from pathlib import Path

from server.core import events as e
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.project_files import ProjectFiles
from server.core.story import Story
from server.exporting.bundle import bundle
from server.exporting.paths import names_of
from server.exporting.progsnap import progsnap
from server.exporting.traces import traces
from server.exporting.transcript import markdown
from tests.exporting.stories import What, started, story, wrote

LONG = "\n".join(f"line {n}" for n in range(20)) + "\n"
DESK = ("slots", "python")
HAPPENED: tuple[tuple[int, str, What], ...] = (
    (0, ROOM, e.Opened("Backend engineer", "Ida", "Cam", ("slots",), ("0" * 64,))),
    (0, ROOM, e.FileCreated(*DESK, "python.1", "desk.py")),
    (0, ROOM, e.FileCreated(*DESK, "python.2", "lib/store.py")),
    (0, ROOM, e.FileCreated("slots", "javascript", "javascript.1", "desk.js")),
    (0, ROOM, wrote(("slots/python.1", 0, 0, "desk\n"), ("slots/python.2", 0, 0, LONG))),
    (0, ROOM, e.Started()),
    (1_000, CANDIDATE, e.Joined("Cam", "candidate")),
    (2_000, CANDIDATE, e.FileCreated(*DESK, "python.3", "notes.md")),
    (3_000, CANDIDATE, wrote(("slots/python.3", 0, 0, "one\n"))),
    (3_100, CANDIDATE, e.Pasted("slots", "python", 4, False, "python.3")),
    (4_000, CANDIDATE, e.FileCreated(*DESK, "python.4", "empty.py")),
    (5_000, CANDIDATE, started("r1", e.Suite.EXAMPLES)),
    (6_000, HOST, e.FileRenamed(*DESK, "python.2", "src/shelf.py", "lib/store.py")),
    (7_000, CANDIDATE, wrote(("slots/python.2", 0, 0, "# moved\n"))),
    (8_000, CANDIDATE, e.FileDeleted(*DESK, "python.3", "notes.md")),
    (9_000, CANDIDATE, e.FileCreated(*DESK, "python.5", "notes.md")),
    (9_500, CANDIDATE, wrote(("slots/python.5", 0, 0, "two\n"))),
    (10_000, CANDIDATE, started("r2", e.Suite.EXAMPLES)),
    (10_500, HOST, e.NoteWritten("n1", "Names it well", "slots", "python", 2, file="python.2")),
    (11_000, CANDIDATE, e.FileDeleted(*DESK, "python.4", "empty.py")),
    (12_000, CANDIDATE, e.FileRestored(*DESK, "python.4", "empty.py")),
    (13_000, CANDIDATE, e.Switched("slots", "python", "python.5")),
    (20_000, HOST, e.Ended()),
)


def told() -> Story:
    return story(happened=HAPPENED)


def git(*words: str | Path) -> str:
    return subprocess.run(["git", *map(str, words)], check=True, capture_output=True, text=True).stdout


def test_a_git_bundle_has_the_paths_of_each_moment_and_shows_renames(tmp_path: Path) -> None:
    (tmp_path / "cam.bundle").write_bytes(bundle(told()))
    git("clone", "-q", tmp_path / "cam.bundle", tmp_path / "cam")
    history = [
        git("-C", tmp_path / "cam", "ls-tree", "-r", "--name-only", each).split()
        for each in git("-C", tmp_path / "cam", "rev-list", "--reverse", "HEAD").split()
    ]
    assert history == [
        ["slots/desk.py", "slots/lib/store.py"],
        ["slots/desk.py", "slots/empty.py", "slots/lib/store.py", "slots/notes.md"],
        ["slots/desk.py", "slots/empty.py", "slots/notes.md", "slots/src/shelf.py"],
        ["slots/desk.py", "slots/empty.py", "slots/notes.md", "slots/src/shelf.py"],
    ]
    moved = git("-C", tmp_path / "cam", "show", "--name-status", "--format=", "-M", "HEAD~1").splitlines()
    assert [line.split("\t")[1:] for line in moved if line.startswith("R")] == [
        ["slots/lib/store.py", "slots/src/shelf.py"]
    ]
    assert (tmp_path / "cam" / "slots" / "notes.md").read_text() == "two\n"


def test_traces_are_named_by_the_last_path(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(traces(told()))) as zipped:
        names = sorted(zipped.namelist())
        assert names == [
            "slots/desk.py.json",
            "slots/notes.md.json",
            "slots/notes.md~python.3.json",
            "slots/src/shelf.py.json",
        ]
        assert json.loads(zipped.read("slots/notes.md.json"))["endContent"] == "two\n"


def test_progsnap_tells_what_became_of_files() -> None:
    with zipfile.ZipFile(io.BytesIO(progsnap(told()))) as zipped:
        rows = list(csv.DictReader(io.StringIO(zipped.read("MainTable.csv").decode())))
        states = list(csv.DictReader(io.StringIO(zipped.read("CodeStates/CodeStates.csv").decode())))
    files = [
        (row["EventType"], row["CodeStateSection"], row["DestinationCodeStateSection"])
        for row in rows
        if row["EventType"].startswith("File.") and row["EventType"] != "File.Edit"
    ]
    assert files == [
        ("File.Create", "slots/desk.py", ""),
        ("File.Create", "slots/lib/store.py", ""),
        ("File.Create", "slots/notes.md", ""),
        ("File.Create", "slots/empty.py", ""),
        ("File.Rename", "slots/lib/store.py", "slots/src/shelf.py"),
        ("File.Delete", "slots/notes.md", ""),
        ("File.Create", "slots/notes.md", ""),
        ("File.Delete", "slots/empty.py", ""),
        ("File.Create", "slots/empty.py", ""),
        ("File.Focus", "slots/notes.md", ""),
    ]
    edits = [row for row in rows if row["EventType"] == "File.Edit"]
    assert [row["CodeStateSection"] for row in edits][-3:] == ["slots/notes.md", "slots/src/shelf.py", "slots/notes.md"]
    assert [row["EditType"] for row in edits][-3:] == ["Paste", "Insert", "Insert"]
    assert {row["CodeStateSection"] for row in states} == {"slots/desk.py", "slots/lib/store.py", "slots/notes.md"}
    assert next(row for row in rows if row["EventType"] == "X-Paste")["CodeStateSection"] == "slots/notes.md"
    assert "python." not in repr([{**row, "TestID": ""} for row in rows])


def test_the_transcript_says_which_file() -> None:
    words = markdown(told()).decode()
    assert "wrote in slots/notes.md" in words
    assert "slots/src/shelf.py, what had changed" in words
    assert "on line 2 of slots/src/shelf.py" in words
    assert "python.2" not in words


def test_a_name_that_was_erased_is_a_number() -> None:
    files = ProjectFiles()
    for event in (e.FileCreated(*DESK, "python.1", ""), e.FileCreated(*DESK, "python.2", "a.py")):
        files.take(event)
    files.take(e.FileDeleted(*DESK, "python.2", "a.py"))
    assert names_of(files) == {"slots/python.1": "slots/python.1", "slots/python.2": "slots/a.py"}
