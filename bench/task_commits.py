"""A git repository with a long history around a folder of tasks, for what the page of a task's history takes."""

from pathlib import Path
from typing import Final

from dulwich import porcelain
from dulwich.objects import Blob, Commit, Tree
from dulwich.refs import HEADREF
from dulwich.repo import Repo

WHO: Final = b"Ida <ida@example.org>"
NOTES: Final = b"notes.txt"
AT_ONCE: Final = 1_000
"""Commits that are written in one piece."""


def committed(root: Path, count: int) -> None:
    """Put the folder into a repository: a first commit of all of it, and so many of something else on top."""
    porcelain.init(str(root))
    porcelain.add(str(root))
    porcelain.commit(str(root), message=b"All of it", author=WHO, committer=WHO)
    with Repo(str(root)) as repo:
        head = repo[repo.head()]
        assert isinstance(head, Commit)
        tree = repo[head.tree]
        assert isinstance(tree, Tree)
        for begin in range(0, count, AT_ONCE):
            made: list[tuple[Blob | Tree | Commit, None]] = []
            for number in range(begin, min(count, begin + AT_ONCE)):
                blob, tree = Blob.from_string(b"%d\n" % number), _copy(tree)
                tree[NOTES] = 0o100644, blob.id
                head = _next(head, tree, number)
                made += [(blob, None), (tree, None), (head, None)]
            repo.object_store.add_objects(made)
        repo.refs[HEADREF] = head.id
    (root / NOTES.decode()).write_bytes(b"%d\n" % (count - 1))


def _copy(tree: Tree) -> Tree:
    copied = tree.copy()
    assert isinstance(copied, Tree)
    return copied


def _next(head: Commit, tree: Tree, number: int) -> Commit:
    commit = Commit()
    commit.tree, commit.parents = tree.id, [head.id]
    commit.author = commit.committer = WHO
    commit.author_time = commit.commit_time = head.commit_time + 1
    commit.author_timezone = commit.commit_timezone = 0
    commit.message = b"Note %d\n" % number
    return commit
