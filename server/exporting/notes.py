"""The notes of an interview as they were in the end. A candidate's edition has none to begin with."""

from server.core import events as e
from server.core.story import Story


def notes_of(story: Story) -> dict[str, str]:
    """The last text of every note that nobody deleted, by id."""
    kept: dict[str, str] = {}
    for step in story.steps:
        match step.what:
            case e.NoteWritten(note=note, text=text):
                kept[note] = text
            case e.NoteChanged(note=note, text=text) if note in kept:
                kept[note] = text
            case e.NoteDropped(note=note):
                kept.pop(note, None)
            case _:
                pass
    return kept
