"""The history of tasks in a git repository, and in a part of a bigger one; nothing of the repository is ever run."""

from pathlib import Path

import pytest
from dulwich import porcelain
from dulwich.repo import Repo

from server.live.ports_library import NOW, TaskHistory
from server.store.task_history import GitHistory
from tests.store.task_files import CASES, TASK, write

IDA, PAT = "Ida <ida@example.org>", "Pat <pat@example.org>"


def committed(repo: Path, subject: str, who: str = IDA) -> str:
    """Everything in the repository, committed by this person."""
    porcelain.add(str(repo))
    id: bytes = porcelain.commit(str(repo), message=subject.encode(), author=who.encode(), committer=who.encode())
    return id.decode()


@pytest.fixture(params=["", "hiring/tasks"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """A repository, and the folder of tasks in it."""
    repo = tmp_path / "repo"
    root = repo / request.param
    root.mkdir(parents=True)
    porcelain.init(str(repo))
    return repo, root


def kept(root: Path) -> TaskHistory:
    return GitHistory(root)


def told(root: Path, slug: str = "add") -> list[str]:
    history = kept(root).history(slug, 10)
    assert history
    return [change.subject for change in history.changes]


def test_changes_of_a_task_are_told_the_newest_first_and_no_other_ones(place: tuple[Path, Path]) -> None:
    repo, root = place
    write(root)
    first = committed(repo, "A task about adding\n\nWith many words.")
    write(root, "bag")
    committed(repo, "Another task")
    (root / "add" / "cases.yaml").write_text(CASES.replace("out: 3", "out: 4"))
    second = committed(repo, "The example was wrong", PAT)
    history = kept(root).history("add", 10)
    assert history
    assert [(each.id, each.who, each.subject) for each in history.changes] == [
        (second, "Pat", "The example was wrong"),
        (first, "Ida", "A task about adding"),
    ]
    assert (history.fresh, history.more) == (False, False)
    assert kept(root).history("add", 1) != history
    before, after = kept(root).files("add", first), kept(root).files("add", second)
    assert before
    assert after
    assert before["cases.yaml"] == CASES.encode()
    assert b"out: 4" in after["cases.yaml"]
    assert before.keys() == after.keys() == {"task.yaml", "statement.md", "cases.yaml", *map(str, SOLUTIONS)}


SOLUTIONS = ("solutions/good.py", "solutions/wrong-minus.py")


def test_what_lies_there_and_is_not_committed_is_said(place: tuple[Path, Path]) -> None:
    repo, root = place
    write(root)
    history = kept(root).history("add", 10)
    assert history
    assert (history.changes, history.fresh) == ((), True)
    committed(repo, "First")
    (root / "add" / "statement.md").write_text("Add both.\n")
    history = kept(root).history("add", 10)
    assert history
    assert history.fresh
    assert (kept(root).files("add", NOW) or {})["statement.md"] == b"Add both.\n"


def test_what_a_proof_leaves_there_is_no_change(place: tuple[Path, Path]) -> None:
    repo, root = place
    write(root)
    committed(repo, "First")
    write(root, files={".lock/proof.json": "{}"})
    history = kept(root).history("add", 10)
    assert history
    assert not history.fresh


def test_a_folder_without_git_has_no_history(tmp_path: Path) -> None:
    write(tmp_path)
    assert kept(tmp_path).history("add", 10) is None
    assert kept(tmp_path).files("add", "0" * 40) is None
    assert kept(tmp_path).commit("add", "x", "Ida", "ida@example.org") == ""


@pytest.mark.parametrize("version", ["", "x", "0" * 40, "../../etc/passwd"])
def test_a_version_that_is_not_there_is_none(place: tuple[Path, Path], version: str) -> None:
    repo, root = place
    write(root)
    committed(repo, "First")
    assert kept(root).files("add", version) is None
    assert kept(root).files("gone", NOW) == {}


def test_a_commit_has_the_task_and_nothing_else_and_runs_no_hook(place: tuple[Path, Path], tmp_path: Path) -> None:
    repo, root = place
    write(root)
    (repo / "notes.txt").write_text("old\n")
    committed(repo, "First")
    for name in ("pre-commit", "commit-msg", "post-commit"):
        hook = repo / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
        hook.chmod(0o755)
    (repo / "notes.txt").write_text("not mine\n")
    (root / "add" / "task.yaml").write_text(TASK.replace("Add two numbers", "Add"))
    (root / "add" / "solutions" / "wrong-minus.py").unlink()
    id = kept(root).commit("add", "Change Add", "Ida", "ida@example.org")
    assert id
    assert told(root) == ["Change Add", "First"]
    assert not (tmp_path / "ran").exists()
    with Repo(str(repo)) as opened:
        status = porcelain.status(opened)
        assert status.unstaged == [b"notes.txt"]
        assert not any(status.staged.values())
    assert (kept(root).files("add", id) or {}).keys() == {"task.yaml", "statement.md", "cases.yaml", SOLUTIONS[0]}
    assert kept(root).commit("add", "Change Add", "Ida", "ida@example.org") == ""


def test_a_first_commit_needs_none_before_it(place: tuple[Path, Path]) -> None:
    _, root = place
    write(root)
    assert kept(root).commit("add", "Write Add", "Ida", "ida@example.org")
    assert told(root) == ["Write Add"]


def test_a_task_that_was_taken_away_still_has_its_history(place: tuple[Path, Path]) -> None:
    repo, root = place
    write(root)
    write(root, "bag")
    committed(repo, "First")
    for file in sorted((root / "add").rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()
    committed(repo, "Away with it")
    assert told(root) == ["Away with it", "First"]
