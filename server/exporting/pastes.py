"""Which edits were pasted: where an interview records such facts, a page reports them after the edit."""

from collections import deque
from collections.abc import Iterable
from typing import Final

from server.core import events as e
from server.core.story import Step, Story, Wrote
from server.exporting.paths import Paths
from server.exporting.texts import units

LOOKED_AT: Final = 64
"""Edits before the report of a paste among which it is looked for."""


def pasted_in(story: Story) -> frozenset[int]:
    """The `seq` of each edit that a paste was reported of: the last before the report that put so much in."""
    found: set[int] = set()
    recent: deque[Step] = deque(maxlen=LOOKED_AT)
    paths = Paths(story)
    for step in story.steps:
        paths.take(step.what)
        match step.what:
            case Wrote():
                recent.append(step)
            case e.Pasted(task, language, length, file=which):
                file = paths.text(task, language, which)
                found |= set(_pasted(recent, step.by, file, length)[:1])
            case _:
                pass
    return frozenset(found)


def _pasted(recent: Iterable[Step], by: str, file: str, length: int) -> list[int]:
    """The edits by this person that put a text of this length into this file, the last first."""
    return [
        step.seq
        for step in reversed(list(recent))
        if step.by == by and isinstance(step.what, Wrote)
        for splice in step.what.splices
        if splice.file == file and units(splice.inserted) == length
    ]
