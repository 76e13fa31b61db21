"""The folder of tasks as a place to write: whole or not at all, inside of the task's own folder, and nothing else."""

import errno
import json
import os
from pathlib import Path

import pytest

from server.core.workshop import MAX_FILES, TaskFiles, Written
from server.live.ports_workshop import Stale, TaskDesk, Unwritten
from server.store import saving
from server.store.workshop import FULL, READ_ONLY, Desk, why_not
from tests.core.tasks import JAVASCRIPT, PYTHON
from tests.store.task_files import RIGHT, library, write


def desk(root: Path) -> TaskDesk:
    return Desk(root, [PYTHON, JAVASCRIPT])


def read(root: Path, slug: str = "add") -> Written:
    found = desk(root).read(slug)
    assert isinstance(found, Written), found
    return found


def lying(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def saved(root: Path, files: TaskFiles) -> Written:
    done = desk(root).save("add", read(root).version, files)
    assert isinstance(done, Written), done
    return done


def test_g1_texts_are_checked_with_the_same_words_as_the_folder(tmp_path: Path) -> None:
    broken: dict[str, str | bytes | None] = {
        "task.yaml": "kind: function\nsignature: 'add(a: int) -> int'\nlevel: easy\n",
        "cases.yaml": "examples:\n  - {in: {b: x}, out: 1}\n",
        "part-2.md": "More.\n",
        "solutions/better.py": "",
    }
    folder = write(tmp_path, files=broken)
    texts = {path: data.decode() for path, data in lying(folder).items()}
    checked = desk(tmp_path / "elsewhere").check("add", texts)
    assert list(checked.problems) == sorted(
        library(tmp_path).problems(), key=lambda each: [each.what for each in checked.problems].index(each.what)
    )
    assert len(checked.problems) > 4


def test_g1_what_is_too_large_is_told_as_of_the_folder_and_not_read(tmp_path: Path) -> None:
    row = "      - {in: {a: 1, b: 2}, out: 3}\n"
    large = RIGHT["cases.yaml"] + row * (5 * 1024 * 1024 // len(row))
    files: TaskFiles = {**RIGHT, "cases.yaml": large}
    write(tmp_path, files={"cases.yaml": large})
    checked = desk(tmp_path / "elsewhere").check("add", files)
    assert checked.problems == library(tmp_path).problems()
    assert [(each.file, each.what) for each in checked.problems] == [("cases.yaml", "The file has 5,120 KB.")]
    assert "cases.yaml" not in checked.documents  # that it was not read is why this test takes no minute
    assert checked.task
    assert checked.task.parts
    many: TaskFiles = {**RIGHT, **{f"solutions/wrong-{number}.py": "" for number in range(MAX_FILES)}}
    found = desk(tmp_path / "elsewhere").check("add", many)
    assert f"There are more than {MAX_FILES} files." in [each.what for each in found.problems]


def test_the_lock_beside_a_task_counts_when_its_texts_are_checked(tmp_path: Path) -> None:
    cases = "hidden:\n  - group: edge\n    cases:\n      - {name: zeros, in: {a: 0, b: 0}}\n"
    folder = write(tmp_path, files={"cases.yaml": cases})
    (folder / ".lock").mkdir()
    task = desk(tmp_path).check("add", read(tmp_path).files).task
    assert task
    assert task.hidden[0].cases[0].answer == "missing"
    (folder / ".lock" / "limits.json").write_text(json.dumps({"time": 3, "languages": {}}))
    task = desk(tmp_path).check("add", read(tmp_path).files).task
    assert task
    assert (task.limits.time, task.limits.origin) == (3, "measured")


def test_g3_what_the_page_does_not_know_stays_as_it_is(tmp_path: Path) -> None:
    folder = write(tmp_path)
    others = {".lock/proof.json": b"{}", ".git/HEAD": b"ref", "picture.png": b"\x89PNG\xff\0", "notes.md~": b"old"}
    for path, data in others.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    found = read(tmp_path)
    assert (dict(found.files), found.fixed) == (RIGHT, ("picture.png",))
    files = {**RIGHT, "statement.md": "Changed.\n", "guide.md": "## Hints\n"}
    del files["solutions/wrong-minus.py"]
    after = saved(tmp_path, files)
    texts = {path: text.encode() for path, text in files.items()}
    assert lying(folder) == {**others, **texts}
    assert after.version == read(tmp_path).version
    assert [each.name for each in tmp_path.iterdir()] == ["add"]


def test_only_what_changed_is_written_and_a_programs_mode_stays(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "statement.md").chmod(0o755)
    untouched = (folder / "cases.yaml").stat()
    saved(tmp_path, {**RIGHT, "statement.md": "Changed.\n"})
    assert (folder / "statement.md").stat().st_mode & 0o777 == 0o755
    assert (folder / "cases.yaml").stat().st_mtime_ns == untouched.st_mtime_ns
    assert (folder / "cases.yaml").stat().st_ino == untouched.st_ino


def test_a_save_that_changes_nothing_is_the_same_version(tmp_path: Path) -> None:
    write(tmp_path)
    assert saved(tmp_path, RIGHT) == saved(tmp_path, RIGHT)
    assert isinstance(desk(tmp_path).save("empty", "", {}), Unwritten)
    assert [each.name for each in tmp_path.iterdir()] == ["add"]


def test_a_plan_that_could_not_be_finished_is_finished_by_the_next_save(tmp_path: Path) -> None:
    folder, here = write(tmp_path), desk(tmp_path)
    saving.stage(folder, {"statement.md": "New.\n"})
    found = here.read("add")
    assert isinstance(found, Written)
    assert isinstance(here.save("add", found.version, RIGHT), Stale)
    assert (folder / "statement.md").read_text() == "New.\n"


def test_folders_come_and_go_with_what_is_in_them(tmp_path: Path) -> None:
    folder = write(tmp_path)
    saved(tmp_path, {**RIGHT, "data/secret/large/1.in": "1\n"})
    assert (folder / "data/secret/large/1.in").read_text() == "1\n"
    saved(tmp_path, RIGHT)
    assert not (folder / "data").exists()


def test_g2_a_folder_that_was_edited_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    folder = write(tmp_path)
    before = read(tmp_path)
    (folder / "statement.md").write_text("By hand.\n")
    stale = desk(tmp_path).save("add", before.version, {**RIGHT, "statement.md": "In the browser.\n"})
    assert stale == Stale(read(tmp_path))
    assert (folder / "statement.md").read_text() == "By hand.\n"


def test_g2_a_folder_that_is_gone_is_told_and_can_be_made_again(tmp_path: Path) -> None:
    assert desk(tmp_path).save("add", "a" * 64, RIGHT) == Stale(None)
    assert isinstance(desk(tmp_path).save("add", "", RIGHT), Written)
    assert desk(tmp_path).save("add", "", RIGHT) == Stale(read(tmp_path)), "the address is taken"


@pytest.mark.parametrize("path", ["../evil", "/tmp/evil", "a/../../evil", ".lock/proof.json", "", "a\0b"])
def test_g4_no_name_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    write(tmp_path / "tasks")
    before = lying(tmp_path)
    done = desk(tmp_path / "tasks").save("add", read(tmp_path / "tasks").version, {**RIGHT, path: "evil"})
    assert isinstance(done, Unwritten)
    assert lying(tmp_path) == before


def test_g4_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    root, outside = tmp_path / "tasks", tmp_path / "outside"
    folder = write(root)
    outside.mkdir()
    (outside / "secret").write_text("secret")
    (folder / "stubs").symlink_to(outside)
    (folder / "guide.md").symlink_to(outside / "secret")
    (root / "linked").symlink_to(outside)
    found = read(root)
    assert "secret" not in json.dumps(dict(found.files))
    assert found.fixed == ("guide.md", "stubs")
    for path in ("stubs/python.py", "guide.md"):
        done = desk(root).save("add", found.version, {**RIGHT, path: "evil"})
        assert isinstance(done, Unwritten)
        assert path.partition("/")[0] in done.message
    assert desk(root).read("linked") is None
    assert isinstance(desk(root).save("linked", "", RIGHT), Unwritten)
    assert lying(outside) == {"secret": b"secret"}


def test_g3_a_stop_before_the_plan_leaves_the_old_version(tmp_path: Path) -> None:
    folder = write(tmp_path)
    stage = tmp_path / ".saving-add"
    (stage / "files").mkdir(parents=True)
    (stage / "files" / "statement.md").write_text("Half")
    os.utime(stage, (0, 0))
    assert saving.unfinished(tmp_path) == ["add"]
    desk(tmp_path)
    assert lying(folder) == {path: text.encode() for path, text in RIGHT.items()}
    assert saving.unfinished(tmp_path) == []


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_g3_a_stop_after_the_plan_is_finished_at_the_next_start(tmp_path: Path, steps: int) -> None:
    folder = write(tmp_path)
    after = {**RIGHT, "statement.md": "New.\n", "guide.md": "## Hints\n"}
    del after["solutions/wrong-minus.py"]
    changes = {path: after.get(path) for path in ("statement.md", "guide.md", "solutions/wrong-minus.py")}
    saving.stage(folder, changes)
    plan = saving.planned(folder)
    for step in plan[:steps]:
        saving.take(folder, step)
    desk(tmp_path)
    assert lying(tmp_path) == {f"add/{path}": text.encode() for path, text in after.items()}


def test_g3_what_somebody_changed_after_the_stop_is_not_written_over(tmp_path: Path) -> None:
    folder = write(tmp_path)
    saving.stage(folder, {"statement.md": "New.\n", "guide.md": "## Hints\n"})
    (folder / "statement.md").write_text("By hand.\n")
    desk(tmp_path)
    assert (folder / "statement.md").read_text() == "By hand.\n"
    assert (folder / "guide.md").read_text() == "## Hints\n"


def test_a_save_that_is_under_way_elsewhere_is_not_disturbed(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / ".saving-add").mkdir()
    done = desk(tmp_path).save("add", read(tmp_path).version, {**RIGHT, "statement.md": "New.\n"})
    assert isinstance(done, Unwritten)
    assert "at this very moment" in done.message


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EROFS, READ_ONLY), (errno.EACCES, READ_ONLY), (errno.ENOSPC, FULL), (errno.EIO, "cannot be saved")],
)
def test_what_the_disk_refuses_is_a_sentence(number: int, words: str) -> None:
    assert words in why_not(OSError(number, os.strerror(number)))


def test_a_folder_that_is_too_large_says_so(tmp_path: Path) -> None:
    folder = write(tmp_path)
    for number in range(9):
        (folder / f"{number}.md").write_text("x" * 500 * 1024)
    told = desk(tmp_path).read("add")
    assert isinstance(told, Unwritten)
    assert "more than 4 MB" in told.message
