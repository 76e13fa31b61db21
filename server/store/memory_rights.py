"""The part of the store in memory that lists, deletes, erases, holds and logs."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from server.core.clip import Clip
from server.core.events import Edited, Ended, Entry, Started
from server.core.interview import Interview, State
from server.core.listing import Wanted, fits
from server.core.rights import Access, Deletion, Hold, hour_of
from server.core.seal.erasures import SignedErasure
from server.core.seal.proof import Seal
from server.core.track.parts import ERASED, Unread
from server.live.ports import Checkpoint, Paper

Line = Entry | Unread


class MemoryRights(ABC):
    """See `ports_rights`. What it stands on is `Memory`'s."""

    _interviews: dict[str, Interview]
    _checkpoints: dict[str, Checkpoint]
    _seals: dict[str, Seal]
    _clips: dict[str, Clip]
    _papers: dict[tuple[str, str, str], Paper]

    def __init__(self) -> None:
        self._deletions: dict[str, Deletion] = {}
        self._erasures: dict[str, list[SignedErasure]] = {}
        self._holds: dict[str, Hold] = {}
        self._accesses: dict[tuple[str, int, str, str, str], Access] = {}
        self._unscrubbed = False

    @abstractmethod
    def _lines(self, room: str) -> list[Line]: ...

    @abstractmethod
    def _forget(self, room: str) -> None: ...

    @abstractmethod
    async def keep_paper(self, paper: Paper) -> bool: ...

    def _newest(self) -> list[Interview]:
        return sorted(self._interviews.values(), key=lambda each: (each.created, each.id), reverse=True)

    async def listed(self, wanted: Wanted) -> Sequence[Interview]:
        after = (wanted.after.created, wanted.after.id) if wanted.after else (10**18, "")
        found = [each for each in self._newest() if fits(wanted, each) and (each.created, each.id) < after]
        return found[: wanted.limit]

    async def counts(self, wanted: Wanted) -> Mapping[State, int]:
        states = [each.state for each in self._interviews.values() if fits(replace(wanted, state=None), each)]
        return {state: states.count(state) for state in State if state in states}

    async def behind(self) -> Sequence[str]:
        return [id for id, each in self._interviews.items() if self._is_behind(id, each.state)]

    def _is_behind(self, room: str, state: State) -> bool:
        kinds = {type(line.event) for line in self._lines(room) if isinstance(line, Entry)}
        if state is State.PLANNED:
            return Started in kinds or Ended in kinds
        return state is State.LIVE and Ended in kinds

    async def kept_longest(self, ended_before: int, limit: int) -> Sequence[Interview]:
        held = {hold.room for hold in self._holds.values() if not hold.lifted}
        found = [
            each
            for each in self._interviews.values()
            if each.state is not State.LIVE and each.id not in held and (each.ended or each.created) < ended_before
        ]
        return sorted(found, key=lambda each: (each.ended or each.created, each.id))[:limit]

    async def delete_interview(self, deletion: Deletion) -> bool:
        room = deletion.room
        if self._interviews.pop(room, None) is None:
            return False
        self._forget(room)
        for kept in (self._checkpoints, self._seals, self._erasures):
            kept.pop(room, None)
        self._clips = {id: clip for id, clip in self._clips.items() if clip.room != room}
        self._papers = {key: paper for key, paper in self._papers.items() if key[0] != room}
        self._holds = {id: hold for id, hold in self._holds.items() if hold.room != room}
        self._accesses = {key: line for key, line in self._accesses.items() if line.room != room}
        self._deletions[room] = deletion
        self._unscrubbed = True
        return True

    async def deletion(self, room: str) -> Deletion | None:
        return self._deletions.get(room)

    async def erase(
        self, room: str, blank: Mapping[int, bytes], gone: Collection[int], seal: Seal, by: str, signed: SignedErasure
    ) -> None:
        lines = self._lines(room)
        for at, line in enumerate(lines):
            if line.seq in blank and isinstance(line, Entry):
                lines[at] = replace(line, event=Edited(blank[line.seq]))
            elif line.seq in gone:
                lines[at] = Unread(line.seq, line.at, line.wall, line.by, ERASED, "", known=True)
        self._checkpoints.pop(room, None)
        self._seals[room] = seal
        self._erasures.setdefault(room, []).append(signed)
        self._unscrubbed = True

    async def erase_paper(self, paper: Paper) -> bool:
        kept = await self.keep_paper(paper)
        self._unscrubbed = self._unscrubbed or kept
        return kept

    async def erasures(self, room: str) -> Sequence[SignedErasure]:
        return list(self._erasures.get(room, ()))

    async def unscrubbed(self) -> bool:
        return self._unscrubbed

    async def scrub(self) -> bool:
        before, self._unscrubbed = self._unscrubbed, False
        return before

    async def add_hold(self, hold: Hold) -> None:
        self._holds[hold.id] = hold

    async def lift_hold(self, room: str, lifted: int, by: str, reason: str) -> bool:
        held = await self.hold(room)
        if held is None:
            return False
        self._holds[held.id] = replace(held, lifted=lifted, lifted_by=by, lift_reason=reason)
        return True

    async def holds(self, room: str) -> Sequence[Hold]:
        mine = [hold for hold in self._holds.values() if hold.room == room]
        return sorted(mine, key=lambda hold: (-hold.since, hold.id))

    async def hold(self, room: str) -> Hold | None:
        return next((each for each in await self.holds(room) if not each.lifted), None)

    async def add_accesses(self, accesses: Sequence[Access]) -> None:
        for line in accesses:
            if line.room in self._interviews:
                key = (line.room, hour_of(line.at), line.way.value, line.reader, line.thing.value)
                self._accesses.setdefault(key, line)

    async def accesses(self, room: str, limit: int = 1_000) -> Sequence[Access]:
        mine = [line for line in self._accesses.values() if line.room == room]
        return sorted(mine, key=lambda line: (-line.at, line.reader))[:limit]

    async def rows_about(self, room: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        given = ("begin", "end", "created", "expires")
        clips = [{name: getattr(clip, name) for name in given} for clip in self._clips.values() if clip.room == room]
        return {"clips": clips} if clips else {}
