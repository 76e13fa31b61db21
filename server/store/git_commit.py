"""A task's folder as a new commit of the repository that it lies in, and nothing else: whatever is changed or staged
beside it stays as it is. Nothing of the repository is run.

Of the folder itself what is no part of a task stays as it was committed: hidden files, links, submodules.
"""

import stat
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dulwich.file import FileLocked
from dulwich.index import ConflictedIndexEntry, Index, IndexEntry, index_entry_from_stat
from dulwich.objects import S_ISGITLINK, Blob, Commit, ObjectID, Tree
from dulwich.refs import HEADREF
from dulwich.repo import Repo

from server.core.workshop import SKIPPED
from server.store.task_format.folder import LOCK

UNDER_WAY: Final = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
"""What git leaves in its folder while somebody merges or rebases: a commit in between would be a surprise."""
Files = Mapping[str, bytes]


def is_busy(repo: Repo) -> bool:
    """Whether this is no moment to commit: there is no index, or somebody else is at it."""
    control = Path(repo.controldir())
    return not repo.has_index() or any((control / name).exists() for name in (*UNDER_WAY, "index.lock"))


def with_folder(repo: Repo, tree: ObjectID | None, way: list[bytes], files: Files) -> ObjectID | None:
    """The id of this tree with the folder at the end of the way changed to these files; None for an empty one."""
    old = repo[tree] if tree else Tree()
    assert isinstance(old, Tree)
    if not way:
        return _tree_of(repo, files, old)
    new = old.copy()
    assert isinstance(new, Tree)
    first, *rest = way
    inner = _entry(new, first)
    below = with_folder(repo, inner[1] if inner and stat.S_ISDIR(inner[0]) else None, rest, files)
    if inner:
        del new[first]
    if below:
        new.add(first, stat.S_IFDIR, below)
    return _added(repo, new)


def renamed(repo: Repo, tree: ObjectID, way: list[bytes], name: bytes) -> ObjectID:
    """The id of this tree with the folder at the end of the way called so; the same tree where there is none, or where
    the name is taken."""
    old = repo[tree]
    assert isinstance(old, Tree)
    first, *rest = way
    inner = _entry(old, first)
    if inner is None or not stat.S_ISDIR(inner[0]) or (not rest and name in old):
        return tree
    new = old.copy()
    assert isinstance(new, Tree)
    del new[first]
    new.add(first if rest else name, stat.S_IFDIR, renamed(repo, inner[1], rest, name) if rest else inner[1])
    repo.object_store.add_object(new)
    return new.id


def _tree_of(repo: Repo, files: Files, old: Tree) -> ObjectID | None:
    """A folder with these files, and with what of the old one is no part of a task; None for an empty one."""
    tree, below = Tree(), dict[bytes, dict[str, bytes]]()
    for path, data in files.items():
        name, _, rest = path.partition("/")
        if rest:
            below.setdefault(name.encode(), {})[rest] = data
        else:
            blob = Blob.from_string(data)
            repo.object_store.add_object(blob)
            mode = old[name.encode()][0] if name.encode() in old else 0
            tree.add(name.encode(), mode if stat.S_ISREG(mode) else 0o100644, blob.id)
    for entry in old.iteritems():
        if stat.S_ISDIR(entry.mode) and not _foreign(entry.path):
            below.setdefault(entry.path, {})
        elif _foreign(entry.path) or S_ISGITLINK(entry.mode) or stat.S_ISLNK(entry.mode):
            below.pop(entry.path, None)
            tree[entry.path] = entry.mode, entry.sha
    for folder, inner in below.items():
        before = _entry(old, folder)
        known = repo[before[1]] if before and stat.S_ISDIR(before[0]) else Tree()
        assert isinstance(known, Tree)
        if id := _tree_of(repo, inner, known):
            tree[folder] = stat.S_IFDIR, id
    return _added(repo, tree)


def _entry(tree: Tree, name: bytes) -> tuple[int, ObjectID] | None:
    """Mode and id of what has this name."""
    return tree[name] if name in tree else None  # noqa: SIM401 a tree has no get


def _foreign(name: bytes) -> bool:
    text = name.decode(errors="replace")
    return (text.startswith(".") and text != LOCK) or text.endswith("~") or text in SKIPPED


def _added(repo: Repo, tree: Tree) -> ObjectID | None:
    if not len(tree):
        return None
    repo.object_store.add_object(tree)
    return tree.id


@dataclass(frozen=True, slots=True)
class Folder:
    """A task's folder as it lies there: where on the disk and in the repository, where in the repository it `was` if it
    came from elsewhere, and its files."""

    place: Path
    way: bytes
    was: bytes
    files: Files


def commit_tree(repo: Repo, head: Commit | None, tree: ObjectID, subject: str, who: str, folder: Folder) -> str:
    """The id of a new commit of this tree; "" where somebody else committed at this moment. Raises OSError, and then
    nothing is committed."""
    commit = Commit()
    commit.tree, commit.parents = tree, [head.id] if head else []
    commit.author = commit.committer = who.encode()
    commit.author_time = commit.commit_time = int(time.time())
    commit.author_timezone = commit.commit_timezone = 0
    commit.message, commit.encoding = f"{subject}\n".encode(), b"UTF-8"
    repo.object_store.add_object(commit)
    if not repo.refs.set_if_equals(HEADREF, head.id if head else None, commit.id):
        return ""  # theirs stays, and the next save has it all
    try:
        _stage(repo, folder)
    except (OSError, FileLocked) as error:
        if head:
            repo.refs.set_if_equals(HEADREF, commit.id, head.id)
        raise OSError("somebody else writes the index") from error
    return commit.id.decode()


def _stage(repo: Repo, folder: Folder) -> None:
    """Have the index say what was committed of the folder; what it says of anything else stays."""
    index = repo.open_index()
    below = folder.way + b"/" if folder.way else b""
    if folder.was:
        _move(index, folder.was + b"/", below)
    modes = {path: _mode(index[path]) for path in index if path.startswith(below)}
    for path, mode in modes.items():
        if stat.S_ISREG(mode) and not any(map(_foreign, path.removeprefix(below).split(b"/"))):
            del index[path]
    for file, data in folder.files.items():
        path = below + file.encode()
        if path in index or any(path.startswith(other + b"/") and other in index for other in modes):
            continue  # a link or a submodule stays
        mode = modes.get(path) or 0o100644
        entry: IndexEntry = index_entry_from_stat((folder.place / file).lstat(), Blob.from_string(data).id, mode)
        index[path] = entry
    index.write()


def _move(index: Index, was: bytes, below: bytes) -> None:
    there = any(path.startswith(below) for path in index)
    for path in [path for path in index if path.startswith(was)]:
        entry = index[path]
        del index[path]
        if not there:
            index[below + path.removeprefix(was)] = entry


def _mode(entry: IndexEntry | ConflictedIndexEntry) -> int:
    return entry.mode if isinstance(entry, IndexEntry) else 0o100644
