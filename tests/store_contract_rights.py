"""What every store must do to list, delete, erase, hold and log; beside `store_contract.py`."""

from dataclasses import replace

from server.core.events import Edited, Ended, Event, NoteWritten, Started
from server.core.interview import Interview, State
from server.core.listing import Place, Wanted, place_of
from server.core.rights import HOUR_MS, Access, Deletion, Hold, Thing, Way, Why
from server.core.seal.erasures import SignedErasure
from server.core.seal.salts import root
from server.core.track.parts import ERASED, Unread
from server.live.ports import Checkpoint, Store
from tests.store_contract import ROOM_A, ROOM_B, append, clip, entry, interview, numbers, seal

NOON = 1_795_312_800_000
SIGNED = SignedErasure("greenroom-erased-1\n", b"s" * 64)


def named(number: int, **changed: object) -> Interview:
    """One of many: made a second after the one before."""
    each = interview(f"room{number:08d}", NOON + number * 1000)
    return replace(each, **changed)  # type: ignore[arg-type] # fields of an interview, by name


def ended(id: str, at: int = NOON) -> Interview:
    return replace(interview(id), state=State.ENDED, started=at - 1, ended=at)


def deletion(room: str = ROOM_A) -> Deletion:
    return Deletion(room, 1, 2, 3, 1, NOON, "Ida", Why.ASKED, "statement", b"signature", b"key")


def hold(id: str, room: str = ROOM_A, since: int = NOON) -> Hold:
    return Hold(id, room, since, "Ida", "a question of law")


def access(thing: Thing = Thing.RECORD, at: int = NOON, reader: str = "host", room: str = ROOM_A) -> Access:
    return Access(room, at, Way.MEMBER, reader, "Ida", thing)


class RightsContract:
    """Ida looks for an interview, deletes one, and sees who opened another."""

    # Lists --------------------------------------------------------------------------------------------------------

    async def test_a_long_list_is_read_page_by_page_and_nothing_is_left_out(self, store: Store) -> None:
        for number in range(7):
            await store.add_interview(named(number, created=NOON + number // 2))  # some are made at the same time
        seen: list[str] = []
        after: Place | None = None
        while page := await store.listed(Wanted(after=after, limit=3)):
            seen += [each.id for each in page]
            after = place_of(page[-1])
        assert seen == [each.id for each in await store.interviews()]
        assert len(seen) == 7

    async def test_a_list_is_of_one_state_or_of_all(self, store: Store) -> None:
        for number, state in enumerate((State.LIVE, State.ENDED, State.PLANNED, State.ENDED)):
            await store.add_interview(named(number, state=state))
        assert [each.id[-1] for each in await store.listed(Wanted(State.ENDED))] == ["3", "1"]
        assert [each.id[-1] for each in await store.listed(Wanted())] == ["3", "2", "1", "0"]
        assert await store.counts(Wanted(State.LIVE, limit=1)) == {State.LIVE: 1, State.ENDED: 2, State.PLANNED: 1}

    async def test_words_are_looked_for_in_titles_and_names_whatever_their_case(self, store: Store) -> None:
        await store.add_interview(named(1, title="Über-Engineer 100%"))
        await store.add_interview(named(2, candidate="Max Übermut"))
        await store.add_interview(named(3, host="Olu"))
        for words, found in (("ÜBER", "21"), ("100%", "1"), ("%", "1"), ("_", ""), ("olu", "3"), ("nobody", "")):
            assert "".join(each.id[-1] for each in await store.listed(Wanted(words=words))) == found, words

    async def test_rows_that_are_behind_their_timelines_are_known(self, store: Store) -> None:
        behind: list[tuple[str, State, list[Event]]] = [
            ("a" * 12, State.PLANNED, [Edited(b"x")]),
            ("b" * 12, State.PLANNED, [Started()]),
            ("c" * 12, State.LIVE, [Started()]),
            ("d" * 12, State.LIVE, [Started(), Ended()]),
            ("e" * 12, State.ENDED, [Started(), Ended()]),
        ]
        for id, state, events in behind:
            await store.add_interview(replace(interview(id), state=state))
            append(store, id, [entry(seq, event) for seq, event in enumerate(events, start=1)])
            await store.journal.flush(id)
        assert sorted(await store.behind()) == ["b" * 12, "d" * 12]

    async def test_what_was_kept_longest_comes_first_but_nothing_live_and_nothing_held(self, store: Store) -> None:
        for each in (
            named(1, state=State.ENDED, ended=NOON + 1),
            named(2, state=State.ENDED, ended=NOON + 5),
            named(3, created=NOON + 3),
            named(4, state=State.LIVE, started=NOON),
            named(5, state=State.ENDED, ended=NOON),
            named(6, state=State.ENDED, ended=NOON + 9),
        ):
            await store.add_interview(each)
        await store.add_hold(hold("h1", "room00000005"))
        assert [each.id[-1] for each in await store.kept_longest(NOON + 9, 10)] == ["1", "3", "2"]
        assert [each.id[-1] for each in await store.kept_longest(NOON + 9, 2)] == ["1", "3"]

    # Deleting -----------------------------------------------------------------------------------------------------

    async def test_a_deleted_interview_is_gone_but_for_the_fact(self, store: Store) -> None:
        await store.add_interview(ended(ROOM_A))
        await store.add_interview(ended(ROOM_B))
        for room in (ROOM_A, ROOM_B):
            append(store, room, [entry(1), entry(2)])
            await store.journal.flush(room)
            await store.save_checkpoint(room, Checkpoint(2, b"texts"))
            await store.add_seal(room, seal())
            await store.add_clip(clip(f"of {room}", room=room))
            await store.add_accesses([access(room=room)])
        await store.add_hold(replace(hold("h1"), lifted=NOON))
        assert await store.deletion(ROOM_A) is None
        assert await store.delete_interview(deletion())
        assert await store.deletion(ROOM_A) == deletion()
        assert await store.interview(ROOM_A) is None
        assert await numbers(store, ROOM_A) == []
        assert await store.last(ROOM_A) == (0, 0)
        assert await store.checkpoint(ROOM_A) is None
        assert await store.seal(ROOM_A) is None
        assert list(await store.clips(ROOM_A)) == []
        assert list(await store.accesses(ROOM_A)) == []
        assert list(await store.holds(ROOM_A)) == []
        assert not await store.delete_interview(deletion())
        assert await numbers(store, ROOM_B) == [1, 2]
        assert await store.seal(ROOM_B) == seal()
        assert len(await store.clips(ROOM_B)) == len(await store.accesses(ROOM_B)) == 1

    async def test_a_room_after_a_deleted_one_has_nothing_of_it(self, store: Store) -> None:
        await store.add_interview(ended(ROOM_A))
        append(store, ROOM_A, [entry(seq) for seq in range(1, 30)])
        await store.journal.flush(ROOM_A)
        await store.delete_interview(deletion())
        append(store, ROOM_B, [entry(1)])
        await store.journal.flush(ROOM_B)
        assert await numbers(store, ROOM_B) == [1]

    async def test_what_was_deleted_is_scrubbed_once(self, store: Store) -> None:
        await store.add_interview(ended(ROOM_A))
        assert not await store.scrub()
        await store.delete_interview(deletion())
        assert await store.unscrubbed()
        assert await store.scrub()
        assert not await store.unscrubbed()
        assert not await store.scrub()
        await store.add_interview(ended(ROOM_B))
        assert await store.interview(ROOM_B) == ended(ROOM_B)

    # Erasing ------------------------------------------------------------------------------------------------------

    async def test_of_an_erased_entry_its_place_stays_and_of_an_erased_edit_its_blanks(self, store: Store) -> None:
        await store.add_interview(ended(ROOM_A))
        note = NoteWritten("n1", "a secret", "", "", 0)
        append(store, ROOM_A, [entry(1), entry(2, note), entry(3, Edited(b"secret")), entry(4, Ended())])
        await store.journal.flush(ROOM_A)
        await store.save_checkpoint(ROOM_A, Checkpoint(3, b"secret"))
        await store.add_seal(ROOM_A, seal())
        later = replace(seal(), groups=((root(b"z" * 16),), ()), erased={2: b"l" * 32, 3: b"m" * 32})
        await store.erase(ROOM_A, {3: b"blanks"}, [2], later, "Ida", SIGNED)
        assert await numbers(store, ROOM_A) == [1, 3, 4]
        assert await store.last(ROOM_A) == (4, 40)
        assert [update async for _, update in store.updates(ROOM_A, 1)] == [b"blanks"]
        told = [each async for some in store.everything(ROOM_A) for each in some]
        assert [each.seq for each in told] == [1, 2, 3, 4]
        assert isinstance(told[1], Unread)
        assert told[1].code == ERASED
        assert [each.seq for each in await store.talk(ROOM_A)] == [4]
        assert await store.checkpoint(ROOM_A) is None
        assert await store.seal(ROOM_A) == later
        assert await store.erasures(ROOM_A) == [SIGNED]
        assert await store.erasures(ROOM_B) == []
        assert await store.unscrubbed()

    # Holds --------------------------------------------------------------------------------------------------------

    async def test_a_hold_holds_until_it_is_lifted_and_is_remembered(self, store: Store) -> None:
        await store.add_interview(ended(ROOM_A))
        assert await store.hold(ROOM_A) is None
        await store.add_hold(hold("h1"))
        assert await store.hold(ROOM_A) == hold("h1")
        assert await store.lift_hold(ROOM_A, NOON + 5, "Pat", "it is over")
        assert not await store.lift_hold(ROOM_A, NOON + 6, "Pat", "it is over")
        assert await store.hold(ROOM_A) is None
        await store.add_hold(hold("h2", since=NOON + 7))
        lifted = replace(hold("h1"), lifted=NOON + 5, lifted_by="Pat", lift_reason="it is over")
        assert await store.holds(ROOM_A) == [hold("h2", since=NOON + 7), lifted]
        assert await store.holds(ROOM_B) == []

    # Who opened what ----------------------------------------------------------------------------------------------

    async def test_who_opened_what_is_kept_once_an_hour_newest_first(self, store: Store) -> None:
        await store.add_interview(ended(ROOM_A))
        first, again, later = access(), access(at=NOON + 5), access(at=NOON + HOUR_MS)
        other = access(Thing.REPLAY, NOON + 1)
        await store.add_accesses([first, again])
        await store.add_accesses([other, again, later, access(room=ROOM_B)])
        assert await store.accesses(ROOM_A) == [later, other, first]
        assert await store.accesses(ROOM_A, 1) == [later]
        assert await store.accesses(ROOM_B) == [], "there is no such interview"

    async def test_other_tables_give_what_they_have_of_an_interview(self, store: Store) -> None:
        await store.add_interview(ended(ROOM_A))
        assert await store.rows_about(ROOM_A) == {}
        await store.add_clip(clip("one"))
        assert await store.rows_about(ROOM_A) == {
            "clips": [{"begin": 1_000, "end": 9_000, "created": 1, "expires": 6}],
        }
