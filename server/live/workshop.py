"""The workshop: tasks as somebody writes them in the browser. What the disk does, it does beside the event loop."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from server.core.workshop import NEW, Checked, Draft, TaskFiles, Written, differences, files_problem, rename_problem
from server.core.workshop_edits import Edit, SetValue
from server.live.ports import Clock, Store
from server.live.ports_workshop import Stale, TaskDesk, Unwritten

HEAD: Final = "task.yaml"


class WhenSaved(Protocol):
    """Told of every task that somebody saves: its slug, the id of their account, what they did, and where it `was`."""

    async def __call__(self, slug: str, account: str, subject: str, was: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else saved meanwhile, or the folder was changed: what is there now (None: it is gone), and what differs
    from it in the files that were to be saved, by path."""

    now: Written | None
    diff: Mapping[str, str]


class Workshop:
    def __init__(self, desk: TaskDesk, store: Store, clock: Clock, saved: WhenSaved) -> None:
        self._desk = desk
        self._store = store
        self._clock = clock
        self._saved = saved

    async def read(self, slug: str) -> Written | Unwritten | None:
        return await asyncio.to_thread(self._desk.read, slug)

    async def check(self, slug: str, files: TaskFiles) -> Checked:
        return await asyncio.to_thread(self._desk.check, slug, files)

    async def edit(self, files: TaskFiles, edits: Sequence[Edit]) -> TaskFiles | Unwritten:
        return await asyncio.to_thread(self._desk.edit, files, edits)

    async def save(self, account: str, slug: str, base: str, files: TaskFiles) -> Written | Conflict | Unwritten:
        """Put these files in the place of the version `base`, "" for a new task, and let go of the account's draft.
        What cannot be saved stays in the draft."""
        done = await asyncio.to_thread(self._desk.save, slug, base, files)
        if isinstance(done, Stale):
            return Conflict(done.now, differences(done.now.files if done.now else {}, files))
        if isinstance(done, Written):
            await self._store.drop_draft(account, slug if base else NEW)
            await self._saved(slug, account, f"Save {slug}")
        return done

    async def change(self, account: str, slug: str, edits: Sequence[Edit]) -> Written | Unwritten | None:
        """Make these edits in the folder as it is now, whatever somebody is writing. None: there is no such task."""
        for _ in range(2):  # once more where somebody saved in between
            now = await self.read(slug)
            if not isinstance(now, Written):
                return now
            files = await self.edit(now.files, edits)
            if isinstance(files, Unwritten):
                return files
            done = await asyncio.to_thread(self._desk.save, slug, now.version, files)
            if isinstance(done, Written):
                await self._saved(slug, account, f"Save {slug}")
            if not isinstance(done, Stale):
                return done
        return Unwritten("Somebody is saving this task at the moment. Try again.")

    async def copy(self, account: str, slug: str, to: str, title: str) -> Written | Unwritten | None:
        """The task once more at another address; with another title, if one is given. None: there is no such task."""
        done = await asyncio.to_thread(self._desk.copy, slug, to)
        if not isinstance(done, Written):
            return done
        await self._saved(to, account, f"Copy {slug} to {to}")
        return await self.change(account, to, [SetValue(HEAD, ("title",), title)]) if title else done

    async def rename(self, account: str, slug: str, to: str) -> Written | Unwritten | None:
        """Give the task another address, and everybody's draft of it too. No interview may know it by the old one
        but rooms to practise in, which go on with the version that they began with. None: there is no such task."""
        known = [each for each in await self._store.interviews() if slug in each.tasks and not each.setup.practice]
        if problem := rename_problem(slug, to, len(known)):
            return Unwritten(problem, "slug")
        done = await asyncio.to_thread(self._desk.rename, slug, to)
        if isinstance(done, Written):
            await self._store.move_drafts(slug, to)
            await self._saved(to, account, f"Rename {slug} to {to}", was=slug)
        return done

    # Drafts ---------------------------------------------------------------------------------------------------------

    async def draft(self, account: str, slug: str) -> Draft | None:
        return await self._store.draft(account, slug)

    async def drafts(self, account: str) -> Sequence[Draft]:
        """All that this account has not saved, the newest first."""
        return await self._store.drafts(account)

    async def keep_draft(self, account: str, slug: str, name: str, base: str, files: TaskFiles) -> Draft | Unwritten:
        """Keep what was typed, whether or not it is a task already; how much there may be is all that is asked."""
        if problem := files_problem(files):
            return Unwritten(problem)
        draft = Draft(account, slug, name, base, self._clock.wall_ms(), files)
        await self._store.keep_draft(draft)
        return draft

    async def drop_draft(self, account: str, slug: str) -> bool:
        return await self._store.drop_draft(account, slug)
