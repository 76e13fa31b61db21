"""The nightly job: deletes what was kept as long as it should be, in small steps, so that no room notices."""

import asyncio
from calendar import monthrange
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import structlog

from server.core.interview import Interview
from server.core.retention import FOR_EVER, kept_for
from server.core.rights import Why
from server.live.planning import Refused
from server.live.ports import Clock, Store

DAY_MS: Final = 24 * 3600 * 1000
STEP: Final = 10
"""Interviews between two pauses."""
PAUSE_SECONDS: Final = 0.05

Delete = Callable[[Interview, str, Why], Awaitable[Refused | None]]
"""`Rights.delete`."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Due:
    """An interview that will be deleted, and when (Unix ms)."""

    interview: Interview
    at: int


class Retention:
    """`months` is how long an interview is kept after its end, 0 for ever; one that never began, after its planning."""

    def __init__(self, store: Store, delete: Delete, clock: Clock, months: int) -> None:
        self.months = months
        self._store = store
        self._delete = delete
        self._clock = clock
        self._went_at: int | None = None

    @property
    def words(self) -> str:
        """For everybody who is told how long things are kept."""
        return kept_for(self.months)

    def is_time(self) -> bool:
        """Whether a day has passed, or it was never done since the start."""
        now = self._clock.monotonic_ms()
        return self.months != FOR_EVER and (self._went_at is None or now - self._went_at >= DAY_MS)

    async def go(self) -> int:
        """Delete what is due. Says, and logs, how many; never what."""
        self._went_at = self._clock.monotonic_ms()
        count = 0
        while some := await self._step():
            count += some
            await asyncio.sleep(PAUSE_SECONDS)
        if count:
            log.info("interviews were deleted that had been kept long enough", count=count)
        return count

    async def _step(self) -> int:
        now = self._clock.wall_ms()
        deleted = 0
        for interview in await self._store.kept_longest(before(now, self.months), STEP):
            if self.due(interview) > now:  # months have different lengths
                continue
            refused = await self._delete(interview, "", Why.KEPT_LONG_ENOUGH)
            deleted += not isinstance(refused, Refused)
        return deleted

    def due(self, interview: Interview) -> int:
        """When it will be deleted (Unix ms); 0 where things are kept for ever."""
        return due(interview, self.months)

    async def next(self, limit: int) -> Sequence[Due]:
        """What will be deleted next; nothing where things are kept for ever. What is held is not among them."""
        if self.months == FOR_EVER:
            return []
        found = await self._store.kept_longest(self._clock.wall_ms() + DAY_MS, limit)
        return [Due(each, self.due(each)) for each in found]


def due(interview: Interview, months: int) -> int:
    """When an interview will be deleted (Unix ms); 0 for never."""
    return 0 if months == FOR_EVER else after(interview.ended or interview.created, months)


def after(at: int, months: int) -> int:
    """The same day and time so many months later (UTC), or the month's last day."""
    return _moved(at, months)


def before(at: int, months: int) -> int:
    return _moved(at, -months)


def _moved(at: int, months: int) -> int:
    was = datetime.fromtimestamp(at / 1000, UTC)
    year, month = divmod(was.year * 12 + was.month - 1 + months, 12)
    if year < 1970:
        return 0
    day = min(was.day, monthrange(year, month + 1)[1])
    return int(was.replace(year=year, month=month + 1, day=day).timestamp() * 1000)
