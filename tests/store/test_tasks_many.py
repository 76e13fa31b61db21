"""A library of more folders than are looked at closely at each look: what is seen at once, and what a moment later."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from server.store import tasks as folders
from server.store.task_cache import MOST, NAME, TaskCache
from server.store.tasks import TaskFolders
from tests.core.tasks import JAVASCRIPT, PYTHON
from tests.store.task_files import CASES, TASK, write

STYLES = [PYTHON, JAVASCRIPT]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three tasks where more than two are many, and no rest between two looks."""
    monkeypatch.setattr(folders, "CLOSELY", 2)
    monkeypatch.setattr(folders, "GLANCE_SECONDS", 0.0)
    monkeypatch.setattr(folders, "BESIDE_SECONDS", 0.0)
    root = tmp_path / "tasks"
    for slug in ("add", "bag", "cup"):
        write(root, slug, {"task.yaml": TASK.replace("Add two numbers", slug.title())})
    return root


def titles(library: TaskFolders) -> list[str]:
    return [task.title for task in library.tasks()]


def test_a_changed_head_is_seen_at_the_next_look(root: Path) -> None:
    library = TaskFolders(root, STYLES)
    assert titles(library) == ["Add", "Bag", "Cup"]
    (root / "bag" / "task.yaml").write_text(TASK.replace("Add two numbers", "Sack"))
    assert titles(library) == ["Add", "Cup", "Sack"]
    library.settled()


def test_a_changed_case_is_seen_at_once_by_who_asks_for_the_task(root: Path) -> None:
    library = TaskFolders(root, STYLES)
    titles(library)
    (root / "bag" / "cases.yaml").write_text(CASES.replace("out: 3", "out: 4"))
    bag = library.task("bag")
    assert bag
    assert bag.examples[0].expected == 4


def test_a_changed_case_is_seen_by_who_asks_for_all_after_the_look_beside(root: Path) -> None:
    library = TaskFolders(root, STYLES)
    titles(library)
    (root / "bag" / "cases.yaml").write_text("examples: no list")
    library.tasks()
    library.settled()
    assert [(each.slug, each.file) for each in library.problems()] == [("bag", "cases.yaml")]
    assert titles(library) == ["Add", "Cup"]
    library.settled()


def test_folders_come_and_go(root: Path) -> None:
    library = TaskFolders(root, STYLES)
    titles(library)
    write(root, "dog", {"task.yaml": TASK.replace("Add two numbers", "Dog")})
    (root / "cup").rename(root / ".cup")
    assert titles(library) == ["Add", "Bag", "Dog"]
    library.settled()


def test_a_page_waits_for_a_few_changed_folders_and_not_for_all(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "AT_ONCE", 1)
    library = TaskFolders(root, STYLES)
    titles(library)
    for slug in ("add", "bag", "cup"):
        (root / slug / "task.yaml").write_text(TASK.replace("Add two numbers", f"New {slug}"))
    library.tasks()
    library.settled()
    assert titles(library) == ["New add", "New bag", "New cup"]
    library.settled()


def test_what_was_read_is_there_again_without_reading(root: Path, tmp_path: Path) -> None:
    first = TaskFolders(root, STYLES, TaskCache(tmp_path))
    known = list(first.tasks())
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600
    head = root / "bag" / "task.yaml"
    times = head.stat()
    again = TaskFolders(root, STYLES, TaskCache(tmp_path))
    assert list(again.tasks()) == known
    head.write_text(TASK.replace("Add two numbers", "Sack"))  # whatever the clock says, the change time is another
    os.utime(head, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert titles(TaskFolders(root, STYLES, TaskCache(tmp_path))) == ["Add", "Cup", "Sack"]


def test_a_cache_of_other_languages_or_of_no_sense_is_left_alone(root: Path, tmp_path: Path) -> None:
    TaskFolders(root, STYLES, TaskCache(tmp_path)).tasks()
    cache = TaskCache(tmp_path)
    assert cache.load(STYLES, {})
    assert cache.load([PYTHON], {}) == {}
    assert cache.load(STYLES, {"code": {1: "no"}}) == {}
    (tmp_path / NAME).write_bytes(b"no cache")
    assert cache.load(STYLES, {}) == {}
    assert titles(TaskFolders(root, STYLES, cache)) == ["Add", "Bag", "Cup"]


def test_another_process_finds_its_cache_again(root: Path, tmp_path: Path) -> None:
    """Python puts the words of a set in another order in each process."""
    code = "from server.run import languages; from server.store.task_cache import made_by; "
    code += "print(made_by([each.style for each in languages()]))"
    command = [sys.executable, "-c", code]
    seen = {
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2", "3")
    }
    assert len(seen) == 1


def test_a_cache_that_somebody_has_damaged_is_left_alone(root: Path, tmp_path: Path) -> None:
    TaskFolders(root, STYLES, TaskCache(tmp_path)).tasks()
    file, cache = tmp_path / NAME, TaskCache(tmp_path)
    whole = file.read_bytes()
    rich = msgspec.msgpack.decode(whole)
    rich["kept"][0]["summary"]["minutes"] = "thirty"
    strange = [
        b"",
        whole[: len(whole) // 2],
        whole + b"more",
        b"\x91" * 100_000,
        msgspec.msgpack.encode(rich),
        pickle.dumps(print),
    ]
    for content in strange:
        file.write_bytes(content)
        assert cache.load(STYLES, {}) == {}
        assert titles(TaskFolders(root, STYLES)) == ["Add", "Bag", "Cup"]


def test_a_cache_that_is_a_pipe_a_folder_or_too_large_is_not_read(root: Path, tmp_path: Path) -> None:
    file, cache = tmp_path / NAME, TaskCache(tmp_path)
    os.mkfifo(file)
    assert cache.load(STYLES, {}) == {}
    file.unlink()
    file.mkdir()
    assert cache.load(STYLES, {}) == {}
    assert titles(TaskFolders(root, STYLES, cache)) == ["Add", "Bag", "Cup"]
    file.rmdir()
    with file.open("wb") as large:
        large.truncate(MOST + 1)
    assert cache.load(STYLES, {}) == {}


def test_a_cache_that_names_one_task_as_another_is_not_believed(root: Path, tmp_path: Path) -> None:
    TaskFolders(root, STYLES, TaskCache(tmp_path)).tasks()
    rich = msgspec.msgpack.decode((tmp_path / NAME).read_bytes())
    for each in rich["kept"]:
        each["summary"]["slug"] = "elsewhere"
    (tmp_path / NAME).write_bytes(msgspec.msgpack.encode(rich))
    assert titles(TaskFolders(root, STYLES, TaskCache(tmp_path))) == ["Add", "Bag", "Cup"]


def test_the_whole_of_a_task_is_read_again_when_others_were_asked_for(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "WHOLE", 2)
    library = TaskFolders(root, STYLES)
    first = library.task("add")
    assert library.task("add") is first
    assert library.task("bag")
    assert library.task("cup")
    again = library.task("add")
    assert again is not first
    assert again == first


def test_a_list_is_the_very_same_while_nothing_changes(root: Path) -> None:
    library = TaskFolders(root, STYLES)
    known = library.tasks()
    assert library.task("bag")
    assert library.tasks() is known
    library.settled()


def test_a_folder_that_cannot_be_written_in_has_no_cache(root: Path, tmp_path: Path) -> None:
    assert titles(TaskFolders(root, STYLES, TaskCache(tmp_path / "nowhere"))) == ["Add", "Bag", "Cup"]
