"""The store in memory: the same contract, nothing on disk. For tests, and to try things out."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace

from server.core.agenda import Plan
from server.core.clip import Clip
from server.core.events import Edited, Entry, Pointed
from server.core.interview import Interview, State
from server.core.seal.proof import Seal
from server.core.track.parts import Unread
from server.core.workshop import Draft
from server.live.account_ports import AccountStore
from server.live.ports import ApiToken, Checkpoint, Journal, Paper, Stored, Trouble
from server.store.memory_accounts import MemoryAccounts
from server.store.memory_library import MemoryLibrary
from server.store.memory_rights import MemoryRights
from server.store.trouble import StoreError
from server.store.watchers import Watchers


class MemoryJournal:
    """A `Journal` that "commits" on the event loop's next round."""

    def __init__(self) -> None:
        self.stored: dict[str, list[Entry | Unread]] = {}
        self._fresh: list[tuple[str, Entry]] = []
        self._refused: dict[str, str] = {}
        self._watchers = Watchers()

    def append(self, room: str, entry: Entry) -> None:
        if not self._fresh:
            asyncio.get_running_loop().call_soon(self.commit)
        self._fresh.append((room, entry))

    def watch(self, room: str, stored: Stored, trouble: Trouble) -> None:
        self.commit()
        self._refused.pop(room, None)
        self._watchers.watch(room, stored, trouble)

    def unwatch(self, room: str) -> None:
        self._watchers.unwatch(room)

    async def flush(self, room: str) -> None:
        self.commit()
        await asyncio.sleep(0)  # the news is told before this returns
        if room in self._refused:
            raise StoreError(self._refused[room])

    def commit(self) -> None:
        """Take in what was appended, and tell of it."""
        fresh, self._fresh = self._fresh, []
        upto: dict[str, int] = {}
        for room, entry in fresh:
            timeline = self.stored.setdefault(room, [])
            if room not in self._refused and entry.seq == len(timeline) + 1:
                timeline.append(entry)
                upto[room] = entry.seq
            else:
                why = f"Entry {entry.seq} of room {room} came after entry {len(timeline)}."
                self._refused.setdefault(room, why)
                self._watchers.tell_trouble([room], why)
        self._watchers.tell_stored(upto)


class Memory(MemoryLibrary, MemoryRights):
    """A `Store`."""

    journal: Journal
    accounts: AccountStore

    def __init__(self) -> None:
        super().__init__()
        self._journal = MemoryJournal()
        self.journal = self._journal
        self.accounts = MemoryAccounts()
        self._interviews: dict[str, Interview] = {}
        self._checkpoints: dict[str, Checkpoint] = {}
        self._seals: dict[str, Seal] = {}
        self._clips: dict[str, Clip] = {}
        self._plans: dict[tuple[str, int], tuple[Plan, int]] = {}
        self._tokens: dict[str, ApiToken] = {}
        self._papers: dict[tuple[str, str, str], Paper] = {}
        self._drafts: dict[tuple[str, str], Draft] = {}

    async def add_interview(self, interview: Interview) -> None:
        if interview.id in self._interviews:
            raise StoreError(f"There is an interview {interview.id} already.")
        self._interviews[interview.id] = interview

    async def save_interview(self, interview: Interview) -> None:
        if interview.id not in self._interviews:
            raise StoreError(f"There is no interview {interview.id} to save.")
        self._interviews[interview.id] = interview

    async def interview(self, id: str) -> Interview | None:
        return self._interviews.get(id)

    async def interviews(self) -> Sequence[Interview]:
        return self._newest()

    async def timeline(self, room: str, after: int = 0) -> AsyncIterator[Entry]:
        for entry in self._journal.stored.get(room, [])[after:]:
            if isinstance(entry, Entry):
                yield entry

    async def everything(self, room: str, after: int = 0) -> AsyncIterator[Iterable[Entry | Unread]]:
        if found := self._journal.stored.get(room, [])[after:]:
            yield list(found)

    async def updates(self, room: str, after: int = 0) -> AsyncIterator[tuple[int, bytes]]:
        for entry in self._journal.stored.get(room, [])[after:]:
            if isinstance(entry, Entry) and isinstance(entry.event, Edited):
                yield entry.seq, entry.event.update

    async def talk(self, room: str) -> Sequence[Entry]:
        entries = (line for line in self._journal.stored.get(room, []) if isinstance(line, Entry))
        return [entry for entry in entries if not isinstance(entry.event, Edited | Pointed)]

    async def last(self, room: str) -> tuple[int, int]:
        timeline = self._journal.stored.get(room)
        return (timeline[-1].seq, timeline[-1].at) if timeline else (0, 0)

    async def checkpoint(self, room: str) -> Checkpoint | None:
        return self._checkpoints.get(room)

    async def save_checkpoint(self, room: str, checkpoint: Checkpoint) -> None:
        """An older one than the stored one changes nothing."""
        stored = self._checkpoints.get(room)
        if room in self._deletions:
            return
        if stored is None or stored.seq <= checkpoint.seq:
            self._checkpoints[room] = checkpoint

    async def seal(self, room: str) -> Seal | None:
        return self._seals.get(room)

    async def add_seal(self, room: str, seal: Seal) -> bool:
        return self._seals.setdefault(room, seal) is seal

    async def unsealed(self) -> Sequence[str]:
        ended = [each for each in self._interviews.values() if each.state is State.ENDED and each.id not in self._seals]
        return [each.id for each in sorted(ended, key=lambda interview: (-interview.ended, interview.id))]

    async def add_token(self, token: ApiToken) -> None:
        self._tokens[token.id] = token

    async def token(self, digest: str) -> ApiToken | None:
        return next((token for token in self._tokens.values() if token.digest == digest), None)

    async def tokens(self) -> Sequence[ApiToken]:
        return sorted(self._tokens.values(), key=lambda token: (token.created, token.id))

    async def drop_token(self, id: str) -> bool:
        return self._tokens.pop(id, None) is not None

    async def add_clip(self, clip: Clip) -> None:
        self._clips[clip.id] = clip

    async def clip(self, digest: str) -> Clip | None:
        return next((clip for clip in self._clips.values() if clip.digest == digest), None)

    async def clips(self, room: str) -> Sequence[Clip]:
        mine = [clip for clip in self._clips.values() if clip.room == room]
        return sorted(mine, key=lambda clip: (-clip.created, clip.id))

    async def drop_clip(self, room: str, id: str) -> bool:
        if id not in self._clips or self._clips[id].room != room:
            return False
        del self._clips[id]
        return True

    async def paper(self, room: str, kind: str, author: str = "") -> Paper | None:
        return self._papers.get((room, kind, author))

    async def papers(self, room: str, kind: str = "") -> Sequence[Paper]:
        return [paper for key, paper in sorted(self._papers.items()) if key[0] == room and kind in ("", key[1])]

    async def keep_paper(self, paper: Paper) -> bool:
        key = paper.room, paper.kind, paper.author
        before = self._papers[key].revision if key in self._papers else 0
        if paper.revision != before + 1:
            return False
        self._papers[key] = paper
        return True

    def _lines(self, room: str) -> list[Entry | Unread]:
        return self._journal.stored.get(room, [])

    def _forget(self, room: str) -> None:
        self._journal.stored.pop(room, None)
        self._uses.pop(room, None)

    async def add_plan(self, plan: Plan, created: int) -> bool:
        kept = self._plans.setdefault((plan.id, plan.version), (plan, created))
        return kept[0] is plan

    async def plans(self) -> Sequence[tuple[Plan, int]]:
        return list(self._plans.values())

    async def draft(self, account: str, slug: str) -> Draft | None:
        return self._drafts.get((account, slug))

    async def drafts(self, account: str) -> Sequence[Draft]:
        mine = [draft for draft in self._drafts.values() if draft.account == account]
        return sorted(mine, key=lambda draft: (-draft.saved, draft.slug))

    async def keep_draft(self, draft: Draft) -> None:
        self._drafts[draft.account, draft.slug] = draft

    async def move_drafts(self, slug: str, to: str) -> None:
        there = {account for account, name in self._drafts if name == to}
        moved = [draft for (who, name), draft in self._drafts.items() if name == slug and who not in there]
        for draft in moved:
            del self._drafts[draft.account, slug]
            self._drafts[draft.account, to] = replace(draft, slug=to)

    async def drop_draft(self, account: str, slug: str) -> bool:
        return self._drafts.pop((account, slug), None) is not None

    async def check(self) -> str:
        return ""

    async def close(self) -> None:
        self._journal.commit()
