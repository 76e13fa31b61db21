"""Which containers should wait for runs, from the rooms that are live and what people look at in them. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from sandbox.contract import Warm
from server.core import judging
from server.core.room import Room
from server.core.sent import mode
from server.core.task import Task

EDITED_MS = 2 * 60_000
"""A room where nobody is any more is still live for so long after its last edit: they may only have lost their line."""

Library = Callable[[str], Task | None]


def wishes(rooms: Iterable[tuple[Room, Library]]) -> tuple[Warm, ...]:
    """One container for each of these rooms and each language in it, the most wanted first. Each comes with the tasks
    that it stands on: those of its interview, whatever the library has become since."""
    counts = Counter(wish for room, library in rooms for wish in set(_of_room(room, library)))
    return tuple(
        Warm(wish.language, count, wish.memory_mb, wish.mode)
        for wish, count in sorted(counts.items(), key=lambda each: (-each[1], each[0].language, each[0].memory_mb))
    )


def _of_room(room: Room, library: Library) -> Iterator[Warm]:
    """What people here look at; where nobody has chosen a language yet, the first one of the first task."""
    looking = [look for person, look in room.looking.items() if person in room.here or not room.here]
    chosen = [(look.task, look.language) for look in looking]
    first = [(facts.slug, facts.languages[0]) for facts in list(room.tasks.values())[:1] if facts.languages]
    for slug, language in chosen or first:
        if (task := library(slug)) is not None:
            memory = judging.limits_for(task, language).memory_mb
            yield Warm(language, 1, memory, mode(task))
