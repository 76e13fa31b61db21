"""A log on a damaged disk: every entry is told, missed or held by a place-holder, and the rest is what it was."""

import random
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from server.core import events as e
from server.core.ids import HOST, ROOM
from server.core.track.parts import Edition, Unread
from server.core.track.reading import Moment
from server.store.database import Database
from tests.core.track_story import HEAD, Made, golden
from tests.databases import database


def whole() -> list[e.Entry]:
    told = [entry for entry in golden().entries if isinstance(entry, e.Entry)]
    return [replace(entry, seq=seq) for seq, entry in enumerate(told, start=1)]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Database]:
    store = database(tmp_path / "greenroom.db")
    for entry in whole():
        store.journal.append(HEAD.room, entry)
    await store.journal.flush(HEAD.room)
    yield store
    await store.close()


@pytest.fixture
def disk(store: Database, tmp_path: Path) -> sqlite3.Connection:
    return sqlite3.connect(tmp_path / "greenroom.db", isolation_level=None)


async def everything(store: Database) -> list[e.Entry | Unread]:
    return [entry async for some in store.everything(HEAD.room) for entry in some]


async def test_a_whole_log_is_told_as_it_was(store: Database) -> None:
    told = [replace(entry, wall=0) async for some in store.everything(HEAD.room, 3) for entry in some]
    assert told == [replace(entry, wall=0) for entry in whole()[3:]]


async def test_an_entry_of_a_newer_greenroom_or_without_an_author_holds_its_place(
    store: Database, disk: sqlite3.Connection
) -> None:
    disk.execute("UPDATE entries SET kind = 77, author = 99 WHERE seq = 4")
    disk.execute("UPDATE entries SET body = X'7B' WHERE seq = 5")
    told = await everything(store)
    third, fourth = told[3], told[4]
    assert isinstance(third, Unread)
    assert (third.by, third.code, third.known) == ("nobody", 77, False)
    assert isinstance(fourth, Unread)
    assert (fourth.code, fourth.known) == (5, True)
    made = Made(told)
    assert (made.index.header["unknown"], made.index.header["unreadable"]) == (1, 1)
    right = Made(whole())
    assert made.index.state(Moment(), made.chunks).all() == right.index.state(Moment(), right.chunks).all()


@pytest.mark.parametrize("luck", range(25))
async def test_flipped_and_lost_rows_spoil_nothing_else(store: Database, disk: sqlite3.Connection, luck: int) -> None:
    rnd = random.Random(luck)
    for _ in range(6):
        seq = rnd.randint(1, len(whole()))
        row = disk.execute("SELECT body FROM entries WHERE seq = ?", (seq,)).fetchone()
        if row is None:
            continue
        match rnd.choice(["body", "cut", "kind", "at", "author", "lost"]):
            case "body":
                body = bytearray(row[0])
                if body:
                    body[rnd.randrange(len(body))] ^= 1 << rnd.randrange(8)
                disk.execute("UPDATE entries SET body = ? WHERE seq = ?", (bytes(body), seq))
            case "cut":
                disk.execute("UPDATE entries SET body = ? WHERE seq = ?", (row[0][: rnd.randint(0, 9)], seq))
            case "lost":
                disk.execute("DELETE FROM entries WHERE seq = ?", (seq,))
            case column:
                bit = 1 << rnd.randrange(8)
                disk.execute(f"UPDATE entries SET {column} = {column} | ? WHERE seq = ?", (bit, seq))
    told = await everything(store)
    for edition in Edition:
        made = Made(told, edition, 24)
        numbers = [said.seq for said in made.index.talk] + made.index.header["withheld"]
        for number, text in made.chunks.items():
            numbers += [seq for seq, _ in made.index.numbered(number, text)]
        last = max(entry.seq for entry in told)
        assert sorted(numbers) == list(range(1, last + 1))
        made.index.state(Moment(), made.chunks)


async def test_a_log_that_was_cut_off_is_a_track_of_what_is_there(store: Database, disk: sqlite3.Connection) -> None:
    disk.execute("DELETE FROM entries WHERE seq > 30")
    made = Made(await everything(store))
    assert made.index.header["live"] is True
    assert made.index.header["events"] == 30


async def test_a_server_that_was_killed_leaves_a_gap_that_is_an_event(store: Database) -> None:
    said = Made(await everything(store)).index.talk
    (gap,) = [each for each in said if each.kind == "interrupted"]
    assert gap.by == ROOM
    assert [each.kind for each in said if each.seq > gap.seq][:2] == ["joined", "joined"]
    assert next(each for each in said if each.seq > gap.seq).by == HOST
