"""What pages tell of a seal, for those who were there."""

from dataclasses import dataclass

from server.core.interview import Interview
from server.live.sealing import is_late
from server.pages.site import Site


@dataclass(frozen=True, slots=True)
class Told:
    """A seal as pages tell of it. `at` is Unix ms; `late` says that it was made after the fact."""

    fingerprint: str
    at: int
    late: bool


async def seal_of(site: Site, interview: Interview) -> Told | None:
    """What there is to tell of an interview's seal; None before it."""
    seal = await site.house.sealing.of(interview.id)
    return None if seal is None else Told(seal.fingerprint, seal.about.at, is_late(seal, interview))
