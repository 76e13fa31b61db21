"""An interview as it is told outside of Greenroom: what every export is made from. Already as one edition knows it.

The splices are those of the track, in UTF-16 units.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.core.events import Event
from server.core.interview import Interview, State
from server.core.languages import Language, file_name
from server.core.track.parts import Edition, Place, Splice


@dataclass(frozen=True, slots=True)
class Wrote:
    """What one edit did, one splice after another; none where it could not be applied."""

    splices: tuple[Splice, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Where cursors of the author's are now."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the timeline, an edit as its splices. The times and the author are the entry's own."""

    seq: int
    at: int
    wall: int
    by: str
    what: Event | Wrote | Moved


@dataclass(frozen=True, slots=True)
class Story:
    """`steps` are in the timeline's order and hold only what `edition` may know. `tasks` maps slugs to titles.

    `names` says that whoever made it wants people's names and exact times, where an export leaves them out by itself.
    """

    interview: Interview
    edition: Edition
    tasks: Mapping[str, str]
    languages: Sequence[Language]
    steps: Sequence[Step]
    names: bool = False
    unread: int = 0
    """Entries that this version could not read, which are left out."""

    @property
    def so_far(self) -> bool:
        """Whether it goes on: then this is what has happened up to now."""
        return self.interview.state is not State.ENDED

    def file(self, task: str, language: str) -> str:
        """The name of the text of this task in this language. A language that is gone keeps its place under its id."""
        found = next((each for each in self.languages if each.id == language), None)
        return file_name(task, found) if found else f"{task}/{language}"

    def language_titles(self) -> dict[str, str]:
        return {language.id: language.title for language in self.languages}
