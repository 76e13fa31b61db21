"""What every store must do for the library: versions that interviews pin, how tasks were used, and drafts."""

from dataclasses import replace

from server.core.interview import State
from server.core.task_uses import Counted, Use
from server.core.task_versions import KeptVersion
from server.core.workshop import Draft
from server.live.ports import Store
from server.live.ports_library import TaskVersion
from tests.store_contract import ROOM_A, ROOM_B, interview


class LibraryContract:
    """Ida plans interviews with tasks that change, and sees how they were used."""

    async def test_a_version_of_a_task_is_kept_once(self, store: Store) -> None:
        version = TaskVersion("add", "d" * 64, 5, b"\x00 packed")
        assert await store.version("add", "d" * 64) is None
        await store.keep_version(version)
        await store.keep_version(replace(version, kept=9, body=b"other"))
        assert await store.version("add", "d" * 64) == version
        assert await store.version("bag", "d" * 64) is None

    async def test_l9_what_is_kept_is_told_with_who_pins_it_and_what_nobody_pins_is_dropped(self, store: Store) -> None:
        for digest, kept in (("d" * 64, 5), ("e" * 64, 9)):
            await store.keep_version(TaskVersion("add", digest, kept, b"12345"))
        await store.add_interview(replace(interview(ROOM_A), tasks=("add",), versions=("d" * 64,)))
        loose = KeptVersion("add", "e" * 64, 9, 5, pins=0)
        pinned = KeptVersion("add", "d" * 64, 5, 5, pins=1)
        assert list(await store.versions()) == [loose, pinned]
        assert list(await store.drop_versions()) == [loose]
        assert list(await store.versions()) == [pinned]
        assert list(await store.drop_versions()) == []

    async def test_an_interview_remembers_the_versions_of_its_tasks(self, store: Store) -> None:
        await store.add_interview(replace(interview(ROOM_A), versions=("a" * 64, "b" * 64)))
        found = await store.interview(ROOM_A)
        assert found
        assert found.versions == ("a" * 64, "b" * 64)

    async def test_how_tasks_were_used_is_counted_once_for_each_interview(self, store: Store) -> None:
        for room, ended in ((ROOM_A, 10), (ROOM_B, 20)):
            await store.add_interview(replace(interview(room), state=State.ENDED, ended=ended))
        assert list(await store.uncounted()) == [ROOM_B, ROOM_A]
        await store.keep_uses(ROOM_A, 10, [Use("add", "d1", 60_000, solved=True)])
        await store.keep_uses(ROOM_B, 20, [Use("add", "d2", 90_000, solved=False), Use("bag", "", 5, solved=False)])
        await store.keep_uses(ROOM_B, 20, [Use("add", "d2", 80_000, solved=False)])
        assert await store.used() == {"add": (2, 20)}
        assert list(await store.uses("add")) == [
            Counted("d2", 20, 80_000, solved=False),
            Counted("d1", 10, 60_000, solved=True),
        ]
        assert list(await store.uncounted()) == []
        await store.forget_uses()
        assert await store.used() == {}
        assert list(await store.uncounted()) == [ROOM_B, ROOM_A]

    async def test_an_interview_in_which_nothing_was_used_is_counted_too(self, store: Store) -> None:
        await store.add_interview(replace(interview(ROOM_A), state=State.ENDED, ended=10))
        await store.keep_uses(ROOM_A, 10, [])
        assert list(await store.uncounted()) == []
        assert await store.used() == {}

    async def test_nothing_is_counted_of_an_interview_that_is_not_there(self, store: Store) -> None:
        await store.keep_uses(ROOM_A, 10, [Use("add", "d1", 60_000, solved=True)])
        assert await store.used() == {}

    async def test_g5_a_draft_is_kept_for_each_account_and_task_until_it_is_dropped(self, store: Store) -> None:
        one = Draft("ida", "slots", "", "a" * 64, 5, {"task.yaml": "title: é\n", "solutions/good.py": ""})
        others = (replace(one, account="pat", saved=9), replace(one, slug="new", name="sums", base="", saved=7))
        assert await store.draft("ida", "slots") is None
        for draft in (one, *others):
            await store.keep_draft(draft)
            assert await store.draft(draft.account, draft.slug) == draft
        assert [draft.slug for draft in await store.drafts("ida")] == ["new", "slots"]
        later = replace(one, saved=8, files={"task.yaml": "title: later\n"})
        await store.keep_draft(later)
        assert list(await store.drafts("ida")) == [later, others[1]]
        assert await store.drop_draft("ida", "slots")
        assert not await store.drop_draft("ida", "slots")
        assert list(await store.drafts("ida")) == [others[1]]
        assert list(await store.drafts("pat")) == [others[0]]
        assert await store.drafts("olu") == []

    async def test_g12_drafts_go_along_to_another_address_and_nothing_is_put_over_one_that_is_there(
        self, store: Store
    ) -> None:
        mine, of_pat = Draft("ida", "slots", "", "v", 1, {"a": "1"}), Draft("pat", "slots", "", "v", 2, {"a": "2"})
        there = Draft("pat", "times", "", "w", 3, {"a": "3"})
        for draft in (mine, of_pat, there):
            await store.keep_draft(draft)
        await store.move_drafts("slots", "times")
        assert list(await store.drafts("ida")) == [replace(mine, slug="times")]
        assert list(await store.drafts("pat")) == [there, of_pat]
