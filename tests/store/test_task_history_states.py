"""Repositories in every state that people leave them in: none closes a page, and none loses what somebody else did."""

import shutil
import zlib
from pathlib import Path

import pytest
from dulwich import porcelain
from dulwich.index import ConflictedIndexEntry, IndexEntry
from dulwich.objects import Blob, Commit, ObjectID, Tree
from dulwich.refs import HEADREF
from dulwich.repo import Repo

from server.live.ports_library import NOW, History
from server.store import git_past
from server.store.git_past import Past
from server.store.task_history import GitHistory
from tests.store.task_files import CASES, write
from tests.store.test_task_history import committed

IDA = ("Ida", "ida@example.org")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """Two commits of a task."""
    repo = tmp_path / "repo"
    repo.mkdir()
    porcelain.init(str(repo))
    write(repo)
    committed(repo, "First")
    (repo / "add" / "statement.md").write_text("Add both.\n")
    committed(repo, "Second")
    return repo


def history(root: Path, slug: str = "add", most: int = 50) -> History:
    found = GitHistory(root).history(slug, most)
    assert found
    return found


def told(root: Path, slug: str = "add") -> list[str]:
    return [change.subject for change in history(root, slug).changes]


def save(root: Path, words: str = "Saved.\n") -> str:
    """Ida saves the task on its page, and it is committed."""
    (root / "add" / "statement.md").write_text(words)
    return GitHistory(root).commit("add", "Saved", *IDA)


def head_of(root: Path) -> Commit:
    with Repo(str(root)) as opened:
        head = Past(opened).head()
    assert head
    return head


# Where somebody is --------------------------------------------------------------------------------------------------


def test_what_is_staged_and_not_committed_is_not_committed_yet(repo: Path) -> None:
    (repo / "add" / "cases.yaml").write_text(CASES.replace("out: 3", "out: 4"))
    porcelain.add(str(repo))
    assert history(repo).fresh
    (repo / "add" / "cases.yaml").write_text(CASES)
    assert not history(repo).fresh, "what lies there is what was committed, whatever is staged"


def test_what_somebody_staged_elsewhere_stays_staged(repo: Path) -> None:
    (repo / "notes.txt").write_text("Pat's\n")
    porcelain.add(str(repo))
    assert save(repo)
    status = porcelain.status(str(repo))
    assert status.staged["add"] == [b"notes.txt"]
    assert status.unstaged == []
    assert b"notes.txt" not in [entry.path for entry in tree_of(repo, head_of(repo).tree).iteritems()]


def tree_of(root: Path, id: ObjectID) -> Tree:
    with Repo(str(root)) as opened:
        tree = opened[id]
    assert isinstance(tree, Tree)
    return tree


def test_a_detached_head_has_its_own_history_and_takes_a_commit(repo: Path) -> None:
    first = history(repo).changes[1].id
    (repo / ".git" / "HEAD").write_text(f"{first}\n")
    assert told(repo) == ["First"]
    assert history(repo).fresh
    assert save(repo)
    assert told(repo) == ["Saved", "First"]


def test_a_worktree_has_the_history_of_its_branch_and_changes_no_other(repo: Path, tmp_path: Path) -> None:
    head = head_of(repo).id.decode()
    control = repo / ".git" / "worktrees" / "other"
    control.mkdir(parents=True)
    (repo / ".git" / "refs" / "heads" / "other").write_text(f"{head}\n")
    (control / "HEAD").write_text("ref: refs/heads/other\n")
    (control / "commondir").write_text("../..\n")
    (control / "gitdir").write_text(f"{tmp_path / 'other' / '.git'}\n")
    shutil.copy(repo / ".git" / "index", control / "index")
    shutil.copytree(repo / "add", tmp_path / "other" / "add")
    (tmp_path / "other" / ".git").write_text(f"gitdir: {control}\n")
    assert told(tmp_path / "other") == ["Second", "First"]
    assert save(tmp_path / "other")
    assert told(tmp_path / "other") == ["Saved", "Second", "First"]
    assert told(repo) == ["Second", "First"]


def test_a_bare_clone_with_tasks_beside_takes_no_commit(tmp_path: Path) -> None:
    porcelain.init(str(tmp_path / "bare.git"), bare=True)
    root = tmp_path / "bare.git" / "tasks"
    write(root)
    assert history(root) == History((), fresh=True)
    assert save(root) == ""


@pytest.mark.parametrize("state", ["MERGE_HEAD", "rebase-merge", "index.lock"])
def test_while_somebody_merges_or_commits_nothing_is_committed(repo: Path, state: str) -> None:
    (repo / ".git" / state).write_text("")
    assert save(repo) == ""
    assert history(repo).fresh, "the next save has it all"
    (repo / ".git" / state).unlink()
    assert GitHistory(repo).commit("add", "Saved", *IDA)


def test_a_lock_that_comes_at_the_last_moment_leaves_everything_as_it_was(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.store.task_history.is_busy", lambda _: False)
    (repo / ".git" / "index.lock").write_text("")
    before = head_of(repo).id
    with pytest.raises(OSError, match="somebody else"):
        save(repo)
    assert head_of(repo).id == before


def test_a_conflict_in_the_index_closes_no_page(repo: Path) -> None:
    with Repo(str(repo)) as opened:
        index = opened.open_index()
        mine = index[b"add/statement.md"]
        index[b"add/statement.md"] = ConflictedIndexEntry(None, mine, mine)  # type: ignore[arg-type] # dulwich types what a read index gives more widely
        index.write()
    assert told(repo) == ["Second", "First"]
    assert save(repo)
    assert porcelain.status(str(repo)).unstaged == []


# What is not a task's -----------------------------------------------------------------------------------------------


def test_a_commit_keeps_what_is_in_the_folder_and_no_part_of_the_task(repo: Path) -> None:
    """A hidden file, a program that may be run, a link, and a submodule with data."""
    (repo / "add" / ".editorconfig").write_text("root = true\n")
    good = repo / "add" / "solutions" / "good.py"
    good.write_text("#!/usr/bin/env python3\ndef add(a, b):\n    return a + b\n")
    good.chmod(0o755)
    (repo / "add" / "notes.md").symlink_to("statement.md")
    committed(repo, "Third")
    with Repo(str(repo)) as opened:
        commit = Past(opened).head()
        assert commit
        top, folder = opened[commit.tree], opened[Past(opened).folder(commit, b"add") or ObjectID(b"")]
        assert isinstance(top, Tree)
        assert isinstance(folder, Tree)
        folder[b"data"] = 0o160000, ObjectID(b"1" * 40)
        top[b"add"] = 0o40000, folder.id
        opened.object_store.add_objects([(folder, None), (top, None)])
        with_data = commit.copy()
        assert isinstance(with_data, Commit)
        with_data.tree, with_data.parents, with_data.message = top.id, [commit.id], b"Data as a submodule\n"
        opened.object_store.add_object(with_data)
        index = opened.open_index()
        index[b"add/data"] = IndexEntry(0, 0, 0, 0, 0o160000, 0, 0, 0, ObjectID(b"1" * 40))
        index.write()
        opened.refs[HEADREF] = with_data.id
    (repo / "add" / "data").mkdir()
    (repo / "add" / "data" / "big.in").write_text("1 2\n")
    assert not history(repo).fresh, "a submodule's files are its own"
    assert save(repo)
    with Repo(str(repo)) as opened:
        past, head = Past(opened), Past(opened).head()
        assert head
        tree = past.tree(past.folder(head, b"add") or ObjectID(b""))
        assert {entry.path: entry.mode for entry in tree.iteritems()} == {
            b".editorconfig": 0o100644,
            b"cases.yaml": 0o100644,
            b"data": 0o160000,
            b"notes.md": 0o120000,
            b"solutions": 0o40000,
            b"statement.md": 0o100644,
            b"task.yaml": 0o100644,
        }
        solutions = past.tree(tree[b"solutions"][1])
        assert solutions[b"good.py"][0] == 0o100755
    assert not any(porcelain.status(str(repo)).staged.values())


def test_a_task_that_is_a_submodule_has_that_history_and_is_never_committed_from_outside(
    repo: Path, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    library.mkdir()
    porcelain.init(str(library))
    inner = library / "sum"
    inner.mkdir()
    porcelain.init(str(inner))
    write(library, "sum")
    committed(inner, "The task's own")
    assert told(library, "sum") == ["The task's own"]
    (inner / "statement.md").write_text("Sum.\n")
    assert history(library, "sum").fresh
    assert GitHistory(library).commit("sum", "Saved", *IDA) == ""
    id = history(library, "sum").changes[0].id
    assert (GitHistory(library).files("sum", id) or {})["statement.md"] == b"Add them.\n"


def test_a_folder_that_points_to_a_repository_elsewhere_shows_nothing_of_it(repo: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    write(library, "add")
    (library / "add" / ".git").write_text(f"gitdir: {repo / '.git'}\n")
    assert GitHistory(library).history("add", 10) is None
    assert GitHistory(library).files("add", head_of(repo).id.decode()) is None
    assert save(library) == ""
    assert told(repo) == ["Second", "First"]


# Names --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("below", ["", "hiring"])
def test_a_renamed_task_keeps_its_history_and_its_versions_are_compared(tmp_path: Path, below: str) -> None:
    porcelain.init(str(tmp_path))
    root = tmp_path / below
    write(root)
    first = committed(tmp_path, "First")
    (root / "add").rename(root / "plus")
    (root / "plus" / "statement.md").write_text("Plus.\n")
    porcelain.remove(str(tmp_path), [str(root / "add" / file) for file in FILES])
    committed(tmp_path, "Rename it, with another statement")
    assert told(root, "plus") == ["Rename it, with another statement", "First"]
    assert told(root, "add") == ["Rename it, with another statement", "First"], "who has the old address is told, too"
    before = GitHistory(root).files("plus", first)
    assert before
    assert before["statement.md"] == b"Add them.\n"


@pytest.mark.parametrize("below", ["", "hiring"])
def test_a_task_that_got_another_address_is_followed_before_anybody_commits_that(tmp_path: Path, below: str) -> None:
    porcelain.init(str(tmp_path))
    root = tmp_path / below
    write(root)
    write(root, "bag", {"statement.md": "Bags.\n"})
    first = committed(tmp_path, "First")
    kept = GitHistory(root)
    assert kept.history("plus", 10) == History((), fresh=False)
    shutil.copytree(root / "bag", root / "sack")
    copied = kept.history("sack", 10)
    assert copied == History((), fresh=True), "what is there still got no other address"
    (root / "add").rename(root / "plus")
    (root / "plus" / "statement.md").write_text("Plus.\n")
    known = kept.history("plus", 10)
    assert known
    assert ([each.subject for each in known.changes], known.fresh) == (["First"], True)
    assert (kept.files("plus", first) or {})["statement.md"] == b"Add them.\n"
    for file in ("task.yaml", "cases.yaml", "solutions/good.py", "solutions/wrong-minus.py"):
        (root / "plus" / file).write_text(f"something else: {file}\n")
    assert kept.history("plus", 10) == History((), fresh=True), "and what is another task entirely is another task"


@pytest.mark.parametrize("below", ["", "hiring"])
def test_another_address_is_one_commit_which_has_all_of_the_folder_and_nothing_else(tmp_path: Path, below: str) -> None:
    porcelain.init(str(tmp_path))
    root = tmp_path / below
    write(root, files={".hidden": "stays\n"})
    (tmp_path / "notes.txt").write_text("old\n")
    committed(tmp_path, "First")
    (tmp_path / "notes.txt").write_text("not mine\n")
    (root / "add").rename(root / "plus")
    assert GitHistory(root).commit("plus", "Rename add to plus", *IDA, was="add")
    assert told(root, "plus") == told(root, "add") == ["Rename add to plus", "First"]
    with Repo(str(tmp_path)) as opened:
        status = porcelain.status(opened)
        assert status.unstaged == [b"notes.txt"]
        assert (list(status.untracked), any(status.staged.values())) == ([], False)
        folder = Past(opened).folder(head_of(tmp_path), f"{below}/plus".strip("/").encode())
        assert folder
        tree = opened[folder]
        assert isinstance(tree, Tree)
        assert b".hidden" in tree


def test_another_address_where_one_of_that_name_was_committed_is_what_lies_there(repo: Path) -> None:
    write(repo, "plus", {"notes.md": "Old.\n"})
    committed(repo, "Two tasks")
    shutil.rmtree(repo / "plus")
    (repo / "add").rename(repo / "plus")
    assert GitHistory(repo).commit("plus", "Rename add to plus", *IDA, was="add")
    with Repo(str(repo)) as opened:
        status = porcelain.status(opened)
        assert (status.unstaged, list(status.untracked), any(status.staged.values())) == ([], [], False)
    assert "notes.md" not in (GitHistory(repo).files("plus", head_of(repo).id.decode()) or {})


FILES = ("task.yaml", "statement.md", "cases.yaml", "solutions/good.py", "solutions/wrong-minus.py")


def test_a_copy_is_a_task_of_its_own(repo: Path) -> None:
    shutil.copytree(repo / "add", repo / "copy")
    committed(repo, "A copy")
    assert told(repo, "copy") == ["A copy"]


# Much, and broken ---------------------------------------------------------------------------------------------------


def test_a_clone_that_is_cut_off_ends_where_it_is_cut(repo: Path) -> None:
    second, first = (change.id for change in history(repo).changes)
    (repo / ".git" / "shallow").write_text(f"{second}\n")
    (repo / ".git" / "objects" / first[:2] / first[2:]).unlink()
    assert told(repo) == ["Second"]
    assert GitHistory(repo).files("add", first) is None
    assert save(repo)
    assert told(repo) == ["Saved", "Second"]


def test_a_damaged_repository_says_so_and_closes_nothing(repo: Path) -> None:
    head = head_of(repo).id.decode()
    for file in (repo / ".git" / "objects").glob("??/*"):
        file.chmod(0o644)
        file.write_bytes(zlib.compress(b"junk"))
    assert history(repo).broken
    assert GitHistory(repo).files("add", head) is None
    assert (GitHistory(repo).files("add", NOW) or {})["statement.md"] == b"Add both.\n"
    with pytest.raises(OSError):  # noqa: PT011 whoever saves goes on all the same
        save(repo)


def test_a_repository_that_is_not_there_any_more_says_so(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / ".git").write_text("gitdir: /nowhere\n")
    assert history(tmp_path).broken


def long(repo: Path, count: int) -> None:
    """So many commits of something else on top of what is there."""
    with Repo(str(repo)) as opened:
        head = Past(opened).head()
        assert head
        top = opened[head.tree]
        assert isinstance(top, Tree)
        made: list[tuple[Blob | Tree | Commit, None]] = []
        for number in range(count):
            blob, tree, commit = Blob.from_string(b"%d" % number), top.copy(), head.copy()
            assert isinstance(tree, Tree)
            assert isinstance(commit, Commit)
            tree[b"notes.txt"] = 0o100644, blob.id
            commit.tree, commit.parents, commit.commit_time = tree.id, [head.id], head.commit_time + 1
            made += [(blob, None), (tree, None), (commit, None)]
            head = commit
        opened.object_store.add_objects(made)
        opened.refs[HEADREF] = head.id


def test_of_a_long_history_only_what_is_new_is_read_again(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long(repo, 500)
    seen: list[ObjectID] = []
    ask = Past.folder

    def counted(past: Past, commit: Commit, way: bytes) -> ObjectID | None:
        seen.append(commit.id)
        return ask(past, commit, way)

    monkeypatch.setattr(Past, "folder", counted)
    kept = GitHistory(repo)

    def subjects() -> list[str]:
        seen.clear()
        found = kept.history("add", 50)
        assert found
        return [change.subject for change in found.changes]

    assert subjects() == ["Second", "First"]
    assert len(seen) > 500
    assert subjects() == ["Second", "First"]
    assert len(seen) < 10
    assert save(repo)
    assert subjects() == ["Saved", "Second", "First"]
    assert len(seen) < 10


def test_what_is_too_far_back_is_said_to_be_there(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long(repo, 30)
    monkeypatch.setattr(git_past, "SCANNED", 20)
    assert history(repo) == History((), fresh=False, more=True)
