"""The history of a task where the folder of tasks is a git repository, or a part of one (`ports_library.TaskHistory`).

Read and written by dulwich, in this process: nothing of the repository is ever run, no hook, no filter, no program that
its configuration names.
"""

import stat
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from dulwich.errors import NotGitRepository
from dulwich.index import IndexEntry, index_entry_from_stat
from dulwich.object_store import tree_lookup_path
from dulwich.objects import Blob, Commit, ObjectID, Tree
from dulwich.refs import HEADREF
from dulwich.repo import Repo

from server.core.workshop import MAX_FILE, MAX_FILES
from server.live.ports_library import NOW, Change, History
from server.store.task_format.folder import LOCK, read_files, scan
from server.store.task_format.report import Report

SCANNED: Final = 5_000
"""Commits that are looked through: a bigger repository may hold much else."""
Files = Mapping[str, bytes]


class GitHistory:
    """Of the tasks below `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def history(self, slug: str, most: int) -> History | None:
        """The newest changes first; None where there is no repository."""
        if (repo := self._repo()) is None:
            return None
        with repo:
            prefix, head = self._prefix(repo, slug), _head(repo)
            if head is None:
                return History((), fresh=bool(self._now(slug)))
            found = list(_changes(repo, head, prefix, most + 1))
            fresh = _files(repo, head, prefix) != self._now(slug)
            return History(tuple(found[:most]), fresh, more=len(found) > most)

    def files(self, slug: str, version: str) -> Files | None:
        """The task's files in this version (`NOW`: as they lie there); None where there is no such version."""
        if version == NOW:
            return self._now(slug)
        if (repo := self._repo()) is None:
            return None
        with repo:
            id = ObjectID(version.encode())
            if len(id) != 40 or id not in repo.object_store or not isinstance(commit := repo[id], Commit):
                return None
            return _files(repo, commit, self._prefix(repo, slug))

    def commit(self, slug: str, subject: str, name: str, address: str) -> str:
        """Commit the task as it lies there, and nothing else; the new commit's id, "" where nothing changed or there is
        no repository. Raises OSError."""
        if (repo := self._repo()) is None:
            return ""
        with repo:
            prefix, head = self._prefix(repo, slug), _head(repo)
            now = self._now(slug, locks=True)
            tree = _with(repo, head.tree if head else None, prefix.split(b"/"), now)
            if tree is None or (head and tree == head.tree):
                return ""
            return _commit(repo, head, tree, subject, f"{name} <{address}>", self._root / slug, prefix, now)

    def _repo(self) -> Repo | None:
        try:
            return Repo.discover(str(self._root))
        except (NotGitRepository, OSError):
            return None

    def _prefix(self, repo: Repo, slug: str) -> bytes:
        below = self._root.resolve().relative_to(Path(repo.path).resolve())
        return (below / slug).as_posix().encode()

    def _now(self, slug: str, *, locks: bool = False) -> Files:
        """Without what a proof left there, which is no part of a version."""
        folder = self._root / slug
        try:
            files = read_files(folder, scan(folder), Report(slug)) or {}
        except OSError:
            return {}
        return {path: data for path, data in files.items() if locks or not path.startswith(f"{LOCK}/")}


def _head(repo: Repo) -> Commit | None:
    try:
        commit = repo[repo.head()]
    except KeyError:
        return None
    return commit if isinstance(commit, Commit) else None


def _changes(repo: Repo, head: Commit, prefix: bytes, most: int) -> Iterator[Change]:
    """The commits in which the folder became another one than in all that they stand on."""
    for entry in repo.get_walker(include=[head.id], max_entries=SCANNED):
        commit = entry.commit
        mine = _folder(repo, commit, prefix)
        before = [_folder(repo, parent, prefix) for id in commit.parents if isinstance(parent := repo[id], Commit)]
        if (before and mine not in before) or (not before and mine is not None):
            lines = commit.message.decode(errors="replace").strip().splitlines() or [""]
            who = commit.author.decode(errors="replace").partition(" <")[0]
            yield Change(commit.id.decode(), int(commit.author_time) * 1000, who, lines[0])
            most -= 1
            if most == 0:
                return


def _folder(repo: Repo, commit: Commit, prefix: bytes) -> ObjectID | None:
    """The id of the task's folder in this commit; None where it is not there."""
    try:
        _, id = tree_lookup_path(repo.object_store.__getitem__, commit.tree, prefix)
    except (KeyError, NotADirectoryError):
        return None
    return id


def _files(repo: Repo, commit: Commit, prefix: bytes) -> Files:
    """As much of the folder as a task may have; no links, no submodules."""
    found: dict[str, bytes] = {}
    id = _folder(repo, commit, prefix)
    tree = repo[id] if id else None
    if isinstance(tree, Tree):
        for path, data in _walk(repo, tree, ""):
            if len(found) >= MAX_FILES:
                break
            found[path] = data
    return found


def _walk(repo: Repo, tree: Tree, below: str) -> Iterator[tuple[str, bytes]]:
    for entry in tree.iteritems():
        name = entry.path.decode(errors="replace")
        if name.startswith(".") or name.endswith("~"):
            continue
        item = repo[entry.sha] if not stat.S_ISLNK(entry.mode) and entry.sha in repo.object_store else None
        if isinstance(item, Tree):
            yield from _walk(repo, item, f"{below}{name}/")
        elif isinstance(item, Blob) and len(item.data) <= MAX_FILE:
            yield f"{below}{name}", item.data


def _with(repo: Repo, tree: ObjectID | None, way: list[bytes], files: Files) -> ObjectID | None:
    """The id of this tree with the folder at the end of the way replaced by one with these files; None for an empty."""
    old = repo[tree] if tree else Tree()
    assert isinstance(old, Tree)
    new = old.copy()
    assert isinstance(new, Tree)
    first, *rest = way
    inner = new[first] if first in new else None  # noqa: SIM401 a tree has no get
    if rest:
        below = _with(repo, inner[1] if inner and stat.S_ISDIR(inner[0]) else None, rest, files)
    else:
        below = _tree_of(repo, files)
    if inner:
        del new[first]
    if below:
        new.add(first, stat.S_IFDIR, below)
    if not len(new):
        return None
    repo.object_store.add_object(new)
    return new.id


def _tree_of(repo: Repo, files: Files) -> ObjectID | None:
    """A folder with these files; None for none."""
    tree, below = Tree(), dict[str, dict[str, bytes]]()
    for path, data in files.items():
        name, _, rest = path.partition("/")
        if rest:
            below.setdefault(name, {})[rest] = data
        else:
            blob = Blob.from_string(data)
            repo.object_store.add_object(blob)
            tree.add(name.encode(), 0o100644, blob.id)
    for name, inner in below.items():
        if id := _tree_of(repo, inner):
            tree.add(name.encode(), stat.S_IFDIR, id)
    if not len(tree):
        return None
    repo.object_store.add_object(tree)
    return tree.id


def _commit(
    repo: Repo, head: Commit | None, tree: ObjectID, subject: str, who: str, folder: Path, prefix: bytes, files: Files
) -> str:
    commit = Commit()
    commit.tree, commit.parents = tree, [head.id] if head else []
    commit.author = commit.committer = who.encode()
    commit.author_time = commit.commit_time = int(time.time())
    commit.author_timezone = commit.commit_timezone = 0
    commit.message, commit.encoding = f"{subject}\n".encode(), b"UTF-8"
    repo.object_store.add_object(commit)
    if not repo.refs.set_if_equals(HEADREF, head.id if head else None, commit.id):
        return ""  # somebody else committed at this moment: theirs stays, and the next save has it all
    index = repo.open_index()
    for gone in [each for each in index if each.startswith(prefix + b"/")]:
        del index[gone]
    for path, data in files.items():
        entry: IndexEntry = index_entry_from_stat((folder / path).lstat(), Blob.from_string(data).id)
        index[prefix + b"/" + path.encode()] = entry
    index.write()
    return commit.id.decode()
