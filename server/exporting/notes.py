"""The notes of an interview as they were in the end. A candidate's edition has none to begin with."""

from dataclasses import dataclass, replace

from server.core import events as e
from server.core.story import Story


@dataclass(frozen=True, slots=True)
class Kept:
    """A note's last text and tag; `tag` is a dimension of a rubric, or ""."""

    text: str
    tag: str

    @property
    def line(self) -> str:
        """The text with its tag before it, where only one text fits."""
        return f"[{self.tag}] {self.text}" if self.tag else self.text


def notes_of(story: Story) -> dict[str, Kept]:
    """Every note that nobody deleted, by id."""
    kept: dict[str, Kept] = {}
    for step in story.steps:
        match step.what:
            case e.NoteWritten(note=note, text=text, tag=tag):
                kept[note] = Kept(text, tag)
            case e.NoteChanged(note=note, text=text, tag=tag) if note in kept:
                kept[note] = replace(kept[note], text=text, tag=tag)
            case e.NoteDropped(note=note):
                kept.pop(note, None)
            case _:
                pass
    return kept


def lines_of(note: e.NoteWritten) -> str:
    """`line 3`, `lines 3 to 7`; "" where it is about no line."""
    if not note.line:
        return ""
    return f"lines {note.line} to {note.end}" if note.end > note.line else f"line {note.line}"
