"""What every store must do. A subclass gives the fixture `store`; the tests are the same for all of them."""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from server.core.agenda import Plan, Stage, StageKind
from server.core.clip import Clip
from server.core.events import Agreed, Edited, Ended, Entry, Event, Joined, Left, NoteWritten, Opened, Pointed, Started
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.interview import Interview, State
from server.core.seal.proof import Seal
from server.core.seal.salts import Node, root
from server.core.seal.statement import Statement
from server.core.track.parts import Edition
from server.live.ports import ApiToken, Checkpoint, Paper, Store
from server.store.trouble import StoreError

PATIENCE_S = 10.0
ROOM_A = "k3v9x0q2m1ab"
ROOM_B = "m1abk3v9x0q2"
PLAN = Plan(
    "calm-hour",
    1,
    "A calm hour",
    (
        Stage("Coding task", 40, "See how they work.", ("What first?",), ("code",), StageKind.TASK),
        Stage("Closing", 20, kind=StageKind.CLOSING),
    ),
)


class Ear:
    """Watches a room: the highest stored number, everything heard, and a way to wait for it."""

    def __init__(self, store: Store, room: str) -> None:
        self.stored: list[int] = []
        self.trouble: list[str] = []
        self._news = asyncio.Event()
        store.journal.watch(room, self._hear_stored, self._hear_trouble)

    async def hears_stored(self, seq: int) -> None:
        await self._until(lambda: bool(self.stored) and self.stored[-1] >= seq)

    async def hears_trouble(self, count: int = 1) -> str:
        await self._until(lambda: len(self.trouble) >= count)
        return self.trouble[count - 1]

    async def _until(self, ready: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not ready():
                self._news.clear()
                await self._news.wait()

    def _hear_stored(self, seq: int) -> None:
        self.stored.append(seq)
        self._news.set()

    def _hear_trouble(self, sentence: str) -> None:
        self.trouble.append(sentence)
        self._news.set()


def entry(seq: int, event: Event | None = None, by: str = CANDIDATE) -> Entry:
    """The entry with this number; a keystroke unless told otherwise."""
    return Entry(seq, seq * 10, 1_795_312_800_000 + seq, by, event or Edited(b"update %d" % seq))


def timeless(entry: Entry) -> Entry:
    """Of edits and cursors the time of day may be told from the start's: it is for display only."""
    return replace(entry, wall=0) if isinstance(entry.event, Edited | Pointed) else entry


def clip(id: str, created: int = 1, room: str = ROOM_A) -> Clip:
    return Clip(id, room, f"digest of {id}", 1_000, 9_000, Edition.CANDIDATE, False, created, created + 5)


def append(store: Store, room: str, entries: Sequence[Entry]) -> None:
    for each in entries:
        store.journal.append(room, each)


async def numbers(store: Store, room: str) -> list[int]:
    return [each.seq async for each in store.timeline(room)]


def interview(id: str, created: int = 1_795_312_800_000) -> Interview:
    return Interview(id, "Backend engineer", "Ida", "Cam", ("free-slots", "rate-limit"), State.PLANNED, created)


AN_HOUR: Sequence[Event] = (
    Opened("Backend engineer", "Ida", "Cam", ("free-slots",), ("a" * 64,)),
    Joined("Ida", "host"),
    Agreed("Cam", "2026-11"),
    Started(),
    Edited(b"\x01\x01\x00"),
    Pointed(b"\x01\x07\x00\x02{}"),
    NoteWritten("n1", "Asks good questions – “why?” 🙂", "free-slots", "python", 3),
    Edited(b""),
    Left(),
    Ended(),
)


class StoreContract:
    """Ida plans interviews, Cam types, and everything is found again."""

    # Interviews ---------------------------------------------------------------------------------------------------

    async def test_an_interview_is_found_again_as_it_was(self, store: Store) -> None:
        await store.add_interview(interview(ROOM_A))
        assert await store.interview(ROOM_A) == interview(ROOM_A)
        assert await store.interview(ROOM_B) is None

    async def test_the_newest_interview_is_listed_first(self, store: Store) -> None:
        for id, created in ((ROOM_A, 1), (ROOM_B, 3), ("c" * 12, 2)):
            await store.add_interview(interview(id, created))
        assert [each.id for each in await store.interviews()] == [ROOM_B, "c" * 12, ROOM_A]

    async def test_an_interview_changes_when_it_is_saved(self, store: Store) -> None:
        await store.add_interview(interview(ROOM_A))
        live = Interview(ROOM_A, "T", "Ida", "Cam", (), State.LIVE, 1, started=2, ended=0, generation=2)
        await store.save_interview(live)
        assert await store.interview(ROOM_A) == live

    async def test_an_interview_is_not_added_twice_and_not_saved_before_it_is_added(self, store: Store) -> None:
        with pytest.raises(StoreError, match=ROOM_A):
            await store.save_interview(interview(ROOM_A))
        await store.add_interview(interview(ROOM_A))
        with pytest.raises(StoreError, match=ROOM_A):
            await store.add_interview(interview(ROOM_A))

    # Timelines ----------------------------------------------------------------------------------------------------

    async def test_everything_that_happened_is_found_again_in_order(self, store: Store) -> None:
        happened = [entry(seq, event, by=ROOM if seq == 1 else HOST) for seq, event in enumerate(AN_HOUR, start=1)]
        append(store, ROOM_A, happened)
        await store.journal.flush(ROOM_A)
        for after in (0, 7):
            found = [each async for each in store.timeline(ROOM_A, after=after)]
            assert [timeless(each) for each in found] == [timeless(each) for each in happened[after:]]
            assert all(each.wall for each in found)

    async def test_everything_comes_many_at_once_and_can_be_read_on_another_thread(self, store: Store) -> None:
        happened = [entry(seq, event) for seq, event in enumerate([*AN_HOUR, *[Edited(b"x")] * 1_000], start=1)]
        append(store, ROOM_A, happened)
        await store.journal.flush(ROOM_A)
        told = [await asyncio.to_thread(list, some) async for some in store.everything(ROOM_A, after=7)]
        assert [each for some in told for each in some] == [each async for each in store.timeline(ROOM_A, after=7)]
        assert [some async for some in store.everything(ROOM_B)] == []

    async def test_a_room_where_nothing_happened_is_empty(self, store: Store) -> None:
        await store.journal.flush(ROOM_A)
        assert await numbers(store, ROOM_A) == []
        assert [update async for update in store.updates(ROOM_A)] == []
        assert await store.talk(ROOM_A) == []
        assert await store.last(ROOM_A) == (0, 0)
        assert await store.checkpoint(ROOM_A) is None

    async def test_the_document_comes_from_edits_alone(self, store: Store) -> None:
        append(store, ROOM_A, [entry(seq, event) for seq, event in enumerate(AN_HOUR, start=1)])
        await store.journal.flush(ROOM_A)
        assert [pair async for pair in store.updates(ROOM_A)] == [(5, b"\x01\x01\x00"), (8, b"")]
        assert [pair async for pair in store.updates(ROOM_A, after=5)] == [(8, b"")]

    async def test_the_talk_is_all_the_rest(self, store: Store) -> None:
        append(store, ROOM_A, [entry(seq, event) for seq, event in enumerate(AN_HOUR, start=1)])
        await store.journal.flush(ROOM_A)
        assert [each.seq for each in await store.talk(ROOM_A)] == [1, 2, 3, 4, 7, 9, 10]

    async def test_the_last_entry_is_known_with_its_time(self, store: Store) -> None:
        append(store, ROOM_A, [entry(1), entry(2)])
        append(store, ROOM_B, [entry(1)])
        await store.journal.flush(ROOM_A)
        await store.journal.flush(ROOM_B)
        assert await store.last(ROOM_A) == (2, 20)
        assert await store.last(ROOM_B) == (1, 10)

    async def test_a_long_timeline_comes_whole_and_in_order(self, store: Store) -> None:
        append(store, ROOM_A, [entry(seq) for seq in range(1, 20_001)])
        await store.journal.flush(ROOM_A)
        assert await numbers(store, ROOM_A) == list(range(1, 20_001))
        assert [seq async for seq, _ in store.updates(ROOM_A, after=100)] == list(range(101, 20_001))

    @pytest.mark.parametrize("count", [1, 2, 3, 255, 256, 257, 1_000])
    async def test_a_burst_of_any_length_is_stored(self, store: Store, count: int) -> None:
        append(store, ROOM_A, [entry(seq) for seq in range(1, count + 1)])
        await store.journal.flush(ROOM_A)
        assert await numbers(store, ROOM_A) == list(range(1, count + 1))

    # The journal --------------------------------------------------------------------------------------------------

    async def test_a_room_hears_when_its_entries_are_stored_and_then_they_are(self, store: Store) -> None:
        ear = Ear(store, ROOM_A)
        append(store, ROOM_A, [entry(1), entry(2), entry(3)])
        assert ear.stored == []  # never from inside `append`
        await ear.hears_stored(3)
        assert await store.last(ROOM_A) == (3, 30)
        assert ear.stored == sorted(ear.stored)
        assert ear.trouble == []

    async def test_a_room_hears_only_of_itself(self, store: Store) -> None:
        ear, other = Ear(store, ROOM_A), Ear(store, ROOM_B)
        append(store, ROOM_A, [entry(1)])
        await ear.hears_stored(1)
        await store.journal.flush(ROOM_B)
        assert other.stored == []

    async def test_who_stops_watching_hears_no_more_and_the_entries_are_stored_all_the_same(self, store: Store) -> None:
        ear = Ear(store, ROOM_A)
        store.journal.unwatch(ROOM_A)
        append(store, ROOM_A, [entry(1)])
        await store.journal.flush(ROOM_A)
        assert ear.stored == []
        assert await numbers(store, ROOM_A) == [1]

    async def test_the_last_to_watch_is_the_one_who_hears(self, store: Store) -> None:
        before, now = Ear(store, ROOM_A), Ear(store, ROOM_A)
        append(store, ROOM_A, [entry(1)])
        await now.hears_stored(1)
        assert before.stored == []

    async def test_a_room_that_breaks_at_the_news_does_not_keep_it_from_the_others(self, store: Store) -> None:
        def breaks(seq: int) -> None:
            raise RuntimeError(f"cannot bear {seq}")

        store.journal.watch(ROOM_A, breaks, lambda sentence: None)
        ear = Ear(store, ROOM_B)
        append(store, ROOM_A, [entry(1)])
        append(store, ROOM_B, [entry(1)])
        await ear.hears_stored(1)

    async def test_many_rooms_at_once_keep_their_own_order(self, store: Store) -> None:
        rooms = [f"room{n:08d}" for n in range(60)]
        ears = {room: Ear(store, room) for room in rooms}
        turns = [room for room in rooms for _ in range(50)]
        random.Random(4).shuffle(turns)
        typed = dict.fromkeys(rooms, 0)
        for turn, room in enumerate(turns):
            typed[room] += 1
            store.journal.append(room, entry(typed[room]))
            if turn % 100 == 0:
                await asyncio.sleep(0)
        await asyncio.gather(*(ear.hears_stored(50) for ear in ears.values()))
        for room in rooms:
            assert await numbers(store, room) == list(range(1, 51))

    @pytest.mark.parametrize("wrong", [1, 2, 4], ids=["the first number again", "the last again", "a gap"])
    async def test_a_wrong_number_is_refused_loudly_and_the_other_rooms_do_not_notice(
        self, store: Store, wrong: int
    ) -> None:
        ear, other = Ear(store, ROOM_A), Ear(store, ROOM_B)
        append(store, ROOM_A, [entry(1), entry(2)])
        await ear.hears_stored(2)
        append(store, ROOM_A, [entry(wrong), entry(wrong + 1)])
        append(store, ROOM_B, [entry(1)])
        with pytest.raises(StoreError):
            await store.journal.flush(ROOM_A)
        assert await ear.hears_trouble()
        await store.journal.flush(ROOM_B)
        assert await numbers(store, ROOM_A) == [1, 2]
        assert await numbers(store, ROOM_B) == [1]
        assert other.trouble == []

    async def test_a_refused_room_goes_on_from_its_log_when_it_opens_again(self, store: Store) -> None:
        append(store, ROOM_A, [entry(1), entry(3)])
        with pytest.raises(StoreError):
            await store.journal.flush(ROOM_A)
        ear = Ear(store, ROOM_A)
        seq, _ = await store.last(ROOM_A)
        append(store, ROOM_A, [entry(seq + 1), entry(seq + 2)])
        await ear.hears_stored(3)
        assert await numbers(store, ROOM_A) == [1, 2, 3]

    # Checkpoints --------------------------------------------------------------------------------------------------

    async def test_the_newest_checkpoint_counts(self, store: Store) -> None:
        append(store, ROOM_A, [entry(1)])
        for seq in (5, 9, 7):
            await store.save_checkpoint(ROOM_A, Checkpoint(seq, b"state after %d" % seq))
        await store.save_checkpoint(ROOM_B, Checkpoint(1, b""))
        assert await store.checkpoint(ROOM_A) == Checkpoint(9, b"state after 9")
        assert await store.checkpoint(ROOM_B) == Checkpoint(1, b"")

    # Tokens -------------------------------------------------------------------------------------------------------

    async def test_a_token_opens_until_it_is_dropped(self, store: Store) -> None:
        ida, max_ = ApiToken("t1", "Ida's calendar", "d1" * 32, 2), ApiToken("t2", "Max's script", "d2" * 32, 1)
        await store.add_token(ida)
        await store.add_token(max_)
        assert await store.token(ida.digest) == ida
        assert await store.tokens() == [max_, ida]
        assert await store.drop_token(max_.id)
        assert not await store.drop_token(max_.id)
        assert await store.token(max_.digest) is None
        assert await store.tokens() == [ida]

    async def test_a_healthy_store_has_nothing_to_say(self, store: Store) -> None:
        assert await store.check() == ""

    # Clips --------------------------------------------------------------------------------------------------------

    async def test_a_clip_opens_by_its_digest_until_it_is_dropped(self, store: Store) -> None:
        one, other, elsewhere = clip("one", 1), clip("other", 2), clip("elsewhere", 3, ROOM_B)
        for each in (one, other, elsewhere):
            await store.add_clip(each)
        assert await store.clip(one.digest) == one
        assert await store.clip("another digest") is None
        assert list(await store.clips(ROOM_A)) == [other, one]
        assert not await store.drop_clip(ROOM_B, one.id), "it belongs to another interview"
        assert await store.drop_clip(ROOM_A, one.id)
        assert not await store.drop_clip(ROOM_A, one.id)
        assert await store.clip(one.digest) is None
        assert list(await store.clips(ROOM_A)) == [other]

    # Papers -------------------------------------------------------------------------------------------------------

    async def test_a_paper_is_kept_once_for_each_kind_and_author(self, store: Store) -> None:
        one = Paper(ROOM_A, "card", "host", 1, 5, '{"words": "é"}')
        assert await store.paper(ROOM_A, "card", "host") is None
        for paper in (one, replace(one, author=""), replace(one, kind="debrief"), replace(one, room=ROOM_B)):
            assert await store.keep_paper(paper)
            assert await store.paper(paper.room, paper.kind, paper.author) == paper
        kinds = [(paper.kind, paper.author) for paper in await store.papers(ROOM_A)]
        assert kinds == [("card", ""), ("card", "host"), ("debrief", "host")]
        assert [paper.author for paper in await store.papers(ROOM_A, "card")] == ["", "host"]

    async def test_a_paper_follows_only_the_revision_before_it(self, store: Store) -> None:
        one = Paper(ROOM_A, "card", "host", 1, 5, "{}")
        assert not await store.keep_paper(replace(one, revision=2))
        assert await store.keep_paper(one)
        assert not await store.keep_paper(replace(one, body="another window"))
        assert await store.keep_paper(replace(one, revision=2, body="next"))
        assert not await store.keep_paper(replace(one, revision=4))
        assert await store.paper(ROOM_A, "card", "host") == replace(one, revision=2, body="next")

    async def test_what_was_on_a_paper_that_is_erased_has_to_be_scrubbed_k10(self, store: Store) -> None:
        one = Paper(ROOM_A, "card", "host", 1, 5, '{"words": "x"}')
        assert await store.keep_paper(one)
        assert not await store.erase_paper(replace(one, body="late"))
        assert not await store.unscrubbed()
        assert await store.erase_paper(replace(one, revision=2, body='{"words": "█"}'))
        assert await store.unscrubbed()

    # Drafts of tasks ----------------------------------------------------------------------------------------------

    # Seals --------------------------------------------------------------------------------------------------------

    async def test_every_version_of_a_plan_stays(self, store: Store) -> None:
        assert await store.plans() == []
        assert await store.add_plan(PLAN, 7)
        changed = replace(PLAN, version=2, title="An hour, but calmer")
        assert await store.add_plan(changed, 9)
        assert list(await store.plans()) == [(PLAN, 7), (changed, 9)]

    async def test_of_two_plans_with_one_version_the_first_is_the_one(self, store: Store) -> None:
        assert await store.add_plan(PLAN, 7)
        assert not await store.add_plan(replace(PLAN, title="Another"), 8)
        assert list(await store.plans()) == [(PLAN, 7)]

    async def test_a_seal_is_found_again_as_it_was(self, store: Store) -> None:
        assert await store.seal(ROOM_A) is None
        assert await store.add_seal(ROOM_A, seal())
        assert await store.seal(ROOM_A) == seal()
        assert await store.seal(ROOM_B) is None

    async def test_the_first_seal_is_the_one(self, store: Store) -> None:
        assert await store.add_seal(ROOM_A, seal())
        assert not await store.add_seal(ROOM_A, seal(at=2))
        assert await store.seal(ROOM_A) == seal()

    async def test_ended_interviews_without_a_seal_are_known_the_newest_first(self, store: Store) -> None:
        for id, state, ended in (
            (ROOM_A, State.ENDED, 5),
            (ROOM_B, State.ENDED, 9),
            ("c" * 12, State.LIVE, 0),
            ("d" * 12, State.ENDED, 7),
        ):
            await store.add_interview(replace(interview(id), state=state, ended=ended))
        assert await store.unsealed() == [ROOM_B, "d" * 12, ROOM_A]
        await store.add_seal("d" * 12, seal())
        assert await store.unsealed() == [ROOM_B, ROOM_A]


def seal(at: int = 1_795_312_800_000) -> Seal:
    """A seal of two groups, one entry of which was erased."""
    statement = Statement(ROOM_A, 300, 1000, b"\x02" * 32, at)
    groups = ((Node(1, 1, b"a" * 16), Node(8, 3, b"b" * 16)), (root(b"c" * 16),))
    return Seal(statement.text, b"s" * 64, b"k" * 32, (b"\x01" * 32, b"\x02" * 32), groups, {7: b"l" * 32})
