"""The history of a task where the folder of tasks is a git repository, or a part of one (`ports_library.TaskHistory`).

Read and written by dulwich, in this process: nothing of the repository is ever run, no hook, no filter, no program that
its configuration names.
"""

import stat
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from dulwich.objects import S_ISGITLINK, Blob, Commit, ObjectID, Tree
from dulwich.repo import Repo

from server.core.workshop import MAX_FILE, MAX_FILES
from server.live.ports_library import NOW, Change, History
from server.store.git_commit import Folder, commit_tree, is_busy, renamed, with_folder
from server.store.git_past import ALIKE, DAMAGED, Past, Walked, repository
from server.store.task_format.folder import LOCK, read_files, scan
from server.store.task_format.report import Report

KNOWN_MAX: Final = 200
"""Tasks whose history is kept in memory, so that only what was committed since is read."""
BROKEN: Final = History((), broken=True)
Files = Mapping[str, bytes]


class GitHistory:
    """Of the tasks below `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: OrderedDict[tuple[str, bytes, int], Walked] = OrderedDict()
        self._lock = threading.Lock()

    def history(self, slug: str, most: int) -> History | None:
        """The newest changes first; None where there is no repository."""
        try:
            if (repo := self._repo(slug)) is None:
                return None
            with repo:
                past = Past(repo)
                if (head := past.head()) is None:
                    return History((), fresh=bool(self._now(slug)))
                way = self._way_then(repo, past, head, slug)
                walked = self._walked(past, head, slug, way, most)
                folder = past.folder(head, way)
                committed = _files(repo, folder)
                moved = way != self._way(repo, slug)
                fresh = moved or committed != _without(self._now(slug), _elsewhere(repo, folder))
                return History(tuple(_change(step.commit) for step in walked.steps), fresh, more=walked.cut)
        except DAMAGED:
            return BROKEN

    def files(self, slug: str, version: str) -> Files | None:
        """The task's files in this version (`NOW`: as they lie there); None where there is no such version."""
        if version == NOW:
            return self._now(slug)
        try:
            if (repo := self._repo(slug)) is None:
                return None
            with repo:
                past, id = Past(repo), ObjectID(version.encode())
                if len(id) not in (40, 64) or id not in repo.object_store or not isinstance(commit := repo[id], Commit):
                    return None
                head = past.head()
                way = past.way_in(head, self._way_then(repo, past, head, slug), commit) if head else b""
                return _files(repo, past.folder(commit, way)) if head else None
        except DAMAGED:
            return None

    def commit(self, slug: str, subject: str, name: str, address: str, was: str = "") -> str:
        """Commit the task as it lies there, that it is no more where it `was`, and nothing else; the new commit's id,
        "" where nothing changed, where the tasks have no repository with an index, or while somebody merges in it.
        Raises OSError."""
        try:
            if (repo := self._repo(slug)) is None:
                return ""
            with repo:
                way, head = self._way(repo, slug), Past(repo).head()
                if not way or is_busy(repo):
                    return ""
                before, base = self._way(repo, was) if was else b"", head.tree if head else None
                if base and before:
                    base = renamed(repo, base, before.split(b"/"), slug.encode())
                now = self._now(slug, locks=True)
                tree = with_folder(repo, base, way.split(b"/"), now)
                if before and not (self._root / was).exists():
                    tree = with_folder(repo, tree, before.split(b"/"), {})  # where the new name was taken
                if tree is None or (head and tree == head.tree):
                    return ""
                folder = Folder(self._root / slug, way, before, now)
                return commit_tree(repo, head, tree, subject, f"{name} <{address}>", folder)
        except DAMAGED as error:
            raise OSError(str(error)) from error

    def _walked(self, past: Past, head: Commit, slug: str, way: bytes, most: int) -> Walked:
        key = slug, way, most
        with self._lock:
            known = self._known.get(key)
        if known is None or known.head != head.id:
            known = past.changes(head, way, most, known)
        with self._lock:
            self._known[key] = known
            self._known.move_to_end(key)
            if len(self._known) > KNOWN_MAX:
                self._known.popitem(last=False)
        return known

    def _repo(self, slug: str) -> Repo | None:
        """The repository around the task: that of the whole library, or its own where it is a submodule of that."""
        outer = repository(self._root)
        if not (self._root / slug / ".git").exists():
            return outer
        inner = repository(self._root / slug)
        places = [self._root / slug, *([Path(outer.controldir())] if outer else [])]
        if outer:
            outer.close()
        if inner and not any(Path(inner.controldir()).resolve().is_relative_to(place.resolve()) for place in places):
            inner.close()  # what leads elsewhere is no business of ours
            return None
        return inner

    def _way(self, repo: Repo, slug: str) -> bytes:
        """From the top of the repository to the task: "" where the task is all of it."""
        below = (self._root.resolve() / slug).relative_to(Path(repo.path).resolve()).as_posix()
        return b"" if below == "." else below.encode()

    def _way_then(self, repo: Repo, past: Past, head: Commit, slug: str) -> bytes:
        """From the top of the newest commit to the task: under the name that it had then, where it got another one and
        nobody has committed that."""
        way = self._way(repo, slug)
        if not way or past.folder(head, way) or not (now := set(self._now(slug).values())):
            return way
        above, slash, _ = way.rpartition(b"/")
        best, most = way, ALIKE
        for name, id in past.folders(head, above):
            if (self._root / name.decode(errors="replace")).exists():
                continue
            alike = len(now & set(_files(repo, id).values())) / len(now)
            if alike >= most:
                best, most = above + slash + name, alike
        return best

    def _now(self, slug: str, *, locks: bool = False) -> Files:
        """Without what a proof left there, which is no part of a version."""
        folder = self._root / slug
        try:
            files = read_files(folder, scan(folder), Report(slug)) or {}
        except OSError:
            return {}
        return {path: data for path, data in files.items() if locks or not path.startswith(f"{LOCK}/")}


def _change(commit: Commit) -> Change:
    lines = commit.message.decode(errors="replace").strip().splitlines() or [""]
    who = commit.author.decode(errors="replace").partition(" <")[0]
    return Change(commit.id.decode(), int(commit.author_time) * 1000, who, lines[0])


def _files(repo: Repo, folder: ObjectID | None) -> Files:
    """As much of the folder as a task may have; no links, no submodules."""
    found: dict[str, bytes] = {}
    tree = repo[folder] if folder else None
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


def _elsewhere(repo: Repo, folder: ObjectID | None, below: str = "") -> Iterator[str]:
    """The places in the folder that lead to somewhere else: links, and submodules."""
    tree = repo[folder] if folder else None
    for entry in tree.iteritems() if isinstance(tree, Tree) else ():
        path = below + entry.path.decode(errors="replace")
        if stat.S_ISLNK(entry.mode) or S_ISGITLINK(entry.mode):
            yield path
        elif stat.S_ISDIR(entry.mode):
            yield from _elsewhere(repo, entry.sha, f"{path}/")


def _without(files: Files, places: Iterable[str]) -> Files:
    left = {f"{place}/" for place in places}
    return {path: data for path, data in files.items() if not any(f"{path}/".startswith(place) for place in left)}
