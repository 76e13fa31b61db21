"""The commits of a git repository, read as far as it takes to tell which of them changed a task's folder.

Made for long histories: of each commit only its own tree and the way to the folder are looked at, as bytes. A folder
that was renamed is followed under the name that it had. A history that is cut off (a shallow clone) ends there.
"""

import heapq
import zlib
from binascii import hexlify
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dulwich.errors import ApplyDeltaError, ChecksumMismatch, FileFormatException, NotGitRepository, NotTreeError
from dulwich.objects import Commit, ObjectID, Tree
from dulwich.repo import Repo, UnsupportedExtension, UnsupportedVersion

SCANNED: Final = 20_000
"""Commits that are looked through for one task, at 0.1 ms each: a bigger repository holds much else."""
DAMAGED: Final = (
    KeyError, ValueError, IndexError, AssertionError, NotImplementedError, OSError, zlib.error, FileFormatException,
    ApplyDeltaError, ChecksumMismatch, NotTreeError, UnsupportedExtension, UnsupportedVersion,
)  # fmt: skip
"""What dulwich raises for a repository of which something is missing or no sense can be made."""
ALIKE: Final = 0.5
"""The share of files that a folder keeps when it was renamed and changed at once."""
_FOLDER: Final = b"40000 "


@dataclass(frozen=True, slots=True)
class Step:
    """A commit that made the folder another one, and where the folder was then: names with slashes between."""

    commit: Commit
    way: bytes


@dataclass(frozen=True, slots=True)
class Walked:
    """The newest steps first, from the commit `head`. `cut`: there may be older ones that were not looked for."""

    head: ObjectID
    steps: tuple[Step, ...]
    cut: bool


def repository(root: Path) -> Repo | None:
    """The repository that this folder lies in, to be closed; None where it lies in none. Raises one of `DAMAGED`."""
    try:
        repo = Repo.discover(str(root))
    except NotGitRepository:
        return None
    if not Path(repo.controldir()).is_dir():
        repo.close()
        raise FileNotFoundError(repo.controldir())
    return repo


class Past:
    """Of one repository that is open. What is damaged raises one of `DAMAGED`."""

    def __init__(self, repo: Repo) -> None:
        self._repo = repo
        self._cut = repo.get_shallow()
        self._inner: dict[tuple[ObjectID, bytes], ObjectID | None] = {}

    def head(self) -> Commit | None:
        """The newest commit; None before the first."""
        try:
            id = self._repo.head()
        except KeyError:
            return None
        commit = self._repo[id]
        return commit if isinstance(commit, Commit) else None

    def changes(self, head: Commit, way: bytes, most: int, known: Walked | None = None) -> Walked:
        """The newest commits in which the folder became another one than in all that they stand on. `known` is what the
        same question found before: only what came on top of it is read."""
        found: list[Step] = []
        for number, (step, changed, alone) in enumerate(self._walk(head, way), start=1):
            if known and alone and step.way == way and step.commit.id == known.head:
                found += known.steps
                return Walked(head.id, tuple(found[:most]), known.cut or len(found) > most)
            if changed:
                found.append(step)
            if len(found) > most or number >= SCANNED:
                return Walked(head.id, tuple(found[:most]), cut=True)
        return Walked(head.id, tuple(found), cut=False)

    def way_in(self, head: Commit, way: bytes, version: Commit) -> bytes:
        """Where the folder that is at `way` in the newest commit was in this version."""
        if self.folder(version, way):
            return way
        walked = zip(range(SCANNED), self._walk(head, way), strict=False)
        return next((step.way for _, (step, _, _) in walked if step.commit.id == version.id), way)

    def folder(self, commit: Commit, way: bytes) -> ObjectID | None:
        """The id of the folder in this commit; None where none is there."""
        id: ObjectID | None = commit.tree
        for name in way.split(b"/") if way else ():
            id = self._folder_in(id, name) if id else None
        return id

    def folders(self, commit: Commit, way: bytes) -> list[tuple[bytes, ObjectID]]:
        """The folders in the one at the end of the way, by name."""
        id = self.folder(commit, way)
        return [(each.path, each.sha) for each in self.tree(id).iteritems() if each.mode == 0o40000] if id else []

    def tree(self, id: ObjectID) -> Tree:
        """Raises one of `DAMAGED` where it is none."""
        tree = self._repo[id]
        if not isinstance(tree, Tree):
            raise NotTreeError(id)
        return tree

    def _walk(self, head: Commit, way: bytes) -> Iterator[tuple[Step, bool, bool]]:
        """Every commit, the newest first; whether it changed the folder, and whether all that is older is below it."""
        waiting, seen = [(-head.commit_time, 0, head, way)], {head.id}
        while waiting:
            _, _, commit, way = heapq.heappop(waiting)
            mine = self.folder(commit, way)
            parents = self._parents(commit)
            before = [self.folder(parent, way) for parent in parents]
            changed = mine not in before if before else mine is not None
            yield Step(commit, way), changed, not waiting
            was = way
            if way and mine and parents and not any(before):
                was = self._renamed(mine, commit, parents[0], way) or way
            for parent in parents:
                if parent.id not in seen:
                    seen.add(parent.id)
                    heapq.heappush(waiting, (-parent.commit_time, len(seen), parent, was))

    def _parents(self, commit: Commit) -> list[Commit]:
        """Those that are here: a clone may be cut off."""
        ids = [] if commit.id in self._cut else commit.parents
        return [parent for id in ids if isinstance(parent := self._repo[id], Commit)]

    def _folder_in(self, tree: ObjectID, name: bytes) -> ObjectID | None:
        key = tree, name
        if key not in self._inner:
            raw = self._repo.object_store.get_raw(tree)[1]
            sign = _FOLDER + name + b"\0"
            at = raw.find(sign)
            end = at + len(sign) + len(tree) // 2
            self._inner[key] = ObjectID(hexlify(raw[at + len(sign) : end])) if at >= 0 else None
        return self._inner[key]

    def _renamed(self, mine: ObjectID, commit: Commit, parent: Commit, way: bytes) -> bytes | None:
        """Where the folder was in the commit before: as one beside it that has gone and was the same, or much alike."""
        above, slash, _ = way.rpartition(b"/")
        here, there = (self.folder(each, above) if slash else each.tree for each in (commit, parent))
        if here is None or there is None:
            return None
        names = {entry.path for entry in self.tree(here).iteritems()}
        gone = [e for e in self.tree(there).iteritems() if e.path not in names and e.mode == 0o40000]
        best = max(gone, key=lambda entry: self._alike(mine, entry.sha), default=None)
        return above + slash + best.path if best and self._alike(mine, best.sha) >= ALIKE else None

    def _alike(self, one: ObjectID, other: ObjectID) -> float:
        """The share of the first folder's files that the other has, too: by their content."""
        if one == other:
            return 1.0
        mine, theirs = ({entry.sha for entry in self.tree(id).iteritems()} for id in (one, other))
        return len(mine & theirs) / max(1, len(mine))
