"""`greenroom track rebuild`, on a database with one interview that has ended and one that has not."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from server.core import events as e
from server.core.interview import Interview, State
from server.core.track.parts import Edition
from server.settings import Settings
from server.store.database import Database
from server.store.track_files import TrackFiles
from tests.cli.commands import greenroom
from tests.core.track_story import HEAD, TASKS, golden

LIVE = "m1abk3v9x0q2"


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    store = Database(replace(Settings(), data=tmp_path).database)
    ended = Interview(HEAD.room, HEAD.title, HEAD.host, HEAD.candidate, TASKS, State.ENDED, 1)
    await store.add_interview(ended)
    await store.add_interview(replace(ended, id=LIVE, state=State.LIVE))
    told = [entry for entry in golden().entries if isinstance(entry, e.Entry)]
    for seq, entry in enumerate(told, start=1):
        store.journal.append(HEAD.room, replace(entry, seq=seq))
    await store.journal.flush(HEAD.room)
    await store.close()
    return tmp_path


async def test_the_tracks_of_an_interview_are_derived_again(data: Path) -> None:
    for words in ((HEAD.room,), ("--all",)):
        done = await greenroom("track", "rebuild", *words, "--data", data)
        assert done.exit_code == 0, done.output
        assert f"{HEAD.room}  68 entries, " in done.output
        assert LIVE not in done.output
    folder = TrackFiles(data / "tracks")
    assert all(folder.open(f"{HEAD.room}.{edition}") for edition in Edition)


async def test_what_is_damaged_is_told_beside_the_output_and_nothing_else_is(data: Path) -> None:
    with sqlite3.connect(data / "greenroom.db") as disk:
        disk.execute("UPDATE entries SET kind = 77 WHERE seq = 4")
    disk.close()
    done = await greenroom("track", "rebuild", "--all", "--data", data)
    assert done.stdout.startswith(HEAD.room)
    assert done.stdout.count("\n") == 1
    assert "unknown to this version" in done.stderr


async def test_it_says_what_it_did_not_do(data: Path) -> None:
    done = await greenroom("track", "rebuild", LIVE, "nonsense", "--data", data)
    assert done.exit_code == 1
    assert f"{LIVE}  It has not ended" in done.output
    assert "nonsense  There is no such interview." in done.output
    done = await greenroom("track", "rebuild", "--data", data)
    assert "say --all" in done.output
