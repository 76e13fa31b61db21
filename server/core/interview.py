"""An interview at rest: what the home page lists and what a room is opened from."""

from dataclasses import dataclass
from enum import StrEnum

from server.core.setup import NO_SETUP, Setup


class State(StrEnum):
    """Planned until the candidate is in, live until somebody ends it, then ended for good."""

    PLANNED = "planned"
    LIVE = "live"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Interview:
    """Times are Unix milliseconds; 0 means not yet. `generation` goes up when links are renewed: old ones stop."""

    id: str
    title: str
    host: str
    """The interviewer's name, as the others see it."""
    candidate: str
    """The candidate's name, as the interviewer wrote it; what the candidate typed is in the timeline."""
    tasks: tuple[str, ...]
    state: State
    created: int
    started: int = 0
    ended: int = 0
    generation: int = 1
    facts: bool = False
    """Whether pastes and the page's focus are recorded of the candidate."""
    setup: Setup = NO_SETUP
    versions: tuple[str, ...] = ()
    """The digests of its tasks, in their order: what it goes on with, whatever becomes of the folders. An interview of
    before has none."""
