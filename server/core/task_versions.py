"""Which versions of tasks interviews pin: those are kept as long as one of the interviews is. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from server.core.interview import Interview

Version = tuple[str, str]
"""A task's name and its digest."""


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version that is kept: since when (Unix ms), how many bytes it takes, and how many interviews pin it."""

    slug: str
    digest: str
    kept: int
    size: int
    pins: int


def versions_of(interview: Interview) -> Mapping[str, str]:
    """The digest of each task, "" where nothing is pinned."""
    return dict(zip(interview.tasks, interview.versions or ("",) * len(interview.tasks), strict=False))


def pins(interviews: Iterable[Interview]) -> Mapping[Version, int]:
    """How many of these interviews pin each version. Rooms to practise in are interviews, too."""
    return Counter(version for each in interviews for version in versions_of(each).items() if version[1])
