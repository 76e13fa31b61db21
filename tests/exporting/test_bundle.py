"""The git bundle: a commit for each run, which git itself can clone."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from dulwich.bundle import read_bundle
from dulwich.object_store import MemoryObjectStore
from dulwich.objects import Commit

from server.core.interview import State
from server.core.track.parts import Edition
from server.exporting.bundle import bundle, moments
from tests.exporting.stories import FACE, HAPPENED, JS, OPENED, PY, STARTER, story

TITLES = [
    "The starter code",
    "Tests: 0 of 1 passed",
    "Program: ended",
    "Hidden tests: 1 of 1 passed",
    "Tests: 0 of 1 passed",
    "The end of the interview",
]


def commits(made: bytes) -> list[Commit]:
    """What dulwich reads of a bundle, the first commit first."""
    store = MemoryObjectStore()
    with read_bundle(io.BytesIO(made)) as read:
        read.store_objects(store)
        at = read.references[b"refs/heads/main"]  # type: ignore[index] # dulwich types its keys as a kind of bytes of its own
    found: list[Commit] = []
    while True:
        commit = store[at]
        assert isinstance(commit, Commit)
        found.insert(0, commit)
        if not commit.parents:
            return found
        at = commit.parents[0]


def test_there_is_a_commit_for_the_starter_code_for_each_run_and_for_the_end() -> None:
    made = commits(bundle(story()))
    assert [commit.message.decode().split("\n")[0] for commit in made] == TITLES


def test_the_author_is_who_pressed_run_at_the_time_when_they_did() -> None:
    made = commits(bundle(story()))
    cam, ida = made[1], made[3]
    assert cam.author == b"Cam *the* candidate <candidate@k3v9x0q2m1ab.invalid>"
    assert cam.author_time == (OPENED + 9_000 + 700_000) // 1000
    assert ida.author == b"Ida <host@k3v9x0q2m1ab.invalid>"
    assert "At 13:20 of the interview: Ida ran the hidden tests of Count the free slots" in ida.message.decode()


def test_each_commit_holds_the_texts_of_its_moment() -> None:
    starter, first, program, *_, end = moments(story())
    assert starter.texts == {PY: STARTER}
    assert first.texts[PY].startswith(f"#  twice {FACE}\nIda: ")
    assert JS not in first.texts
    assert program.texts[JS] == "// starter\nconsole.log('hi')\n"
    assert end.texts[PY].startswith("twice")
    assert FACE in end.texts[PY]


def test_an_interview_that_goes_on_says_so_in_its_last_commit() -> None:
    last = moments(story(happened=HAPPENED[:-1], state=State.LIVE))[-1]
    assert last.message.startswith("Up to now")


def test_a_run_that_was_never_heard_of_again_has_not_ended() -> None:
    upto = next(n for n, (_, _, what) in enumerate(HAPPENED, 1) if type(what).__name__ == "RunStarted")
    made = moments(story(happened=HAPPENED[:upto]))
    assert made[1].message.startswith("Tests: not ended")


@pytest.mark.slow
def test_git_clones_it(tmp_path: Path) -> None:
    """Git comes with every machine that has this source; without it there is nothing to hold this against."""
    git = shutil.which("git")
    assert git, "install git, or leave out the slow tests"

    def ran(*words: str) -> str:
        return subprocess.run([str(git), *words], cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    for edition in Edition:
        name = edition.value
        (tmp_path / f"{name}.bundle").write_bytes(bundle(story(edition)))
        ran("clone", "-q", f"{name}.bundle", name)
        ran("-C", name, "bundle", "verify", f"../{name}.bundle")
        assert ran("-C", name, "log", "--reverse", "--format=%s").splitlines() == TITLES
        assert ran("-C", name, "branch", "--show-current") == "main\n"
        ran("-C", name, "fsck", "--strict", "--no-dangling")
        clone = {str(path.relative_to(tmp_path / name)): path.read_bytes() for path in (tmp_path / name).rglob("sol*")}
        assert clone == {file: text.encode() for file, text in moments(story(edition))[-1].texts.items()}
