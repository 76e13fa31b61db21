"""What has stood in a room, line by line: whether a text that was pasted had been there before.

Remembered are the lines as they were whenever somebody went on elsewhere, so also those that were changed, cut out or
deleted since. A pasted text had been here if each of its lines had: people cut a function out and put it back in two
pieces, or indent it anew. Belongs to the thread that made it, as its document does.
"""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from server.core.task import Task, open_parts
from server.core.track.following import Following
from server.core.track.parts import Splice

LINES_MAX: Final = 1024 * 1024
"""Characters of remembered lines, the oldest of which go first."""
TEXTS_MAX: Final = 2 * 1024 * 1024
"""UTF-16 units of all files together. Beyond it nothing is looked for any more: it would hold up everybody."""
WAITING_MAX: Final = 32
"""Updates that wait to be looked at: a millisecond of work, 33 us each when measured."""
_DRAWN: Final = re.compile(r"[\s`*_#>\\|]+")
"""What a page shows in another way than its source says it."""


class Recall:
    """The texts of a room's files, and the lines that they had. `lines` are those of before, the oldest first."""

    def __init__(self, tasks: Iterable[str], state: bytes = b"", lines: Iterable[str] = ()) -> None:
        self.lines: dict[str, None] = dict.fromkeys(lines)
        self._size = sum(map(len, self.lines))
        self._following: Following | None = Following(tasks)
        self._texts: dict[str, str] = {}
        """Each with one character for each UTF-16 unit."""
        self._waiting: list[bytes] = [state] if state else []
        self._last = ("", -1, False)
        """The file and the position of the last change, and whether it took something away."""

    def edited(self, update: bytes) -> None:
        """Take one update of the document, in the order in which they came."""
        self._waiting.append(update)
        if len(self._waiting) >= WAITING_MAX:
            self.catch_up()

    def catch_up(self) -> None:
        """Look at what has come in since."""
        waiting, self._waiting = self._waiting, []
        for update in waiting:
            for splice in self._following.edited(update) if self._following else ():
                self._splice(splice)
            if sum(map(len, self._texts.values())) > TEXTS_MAX:
                self.close()

    def had_been(self, file: str, at: int, length: int, given: str) -> bool:
        """Whether what stands here of a file, `length` UTF-16 units from `at` on, had been in the room before.

        `given` is what the room has besides its files, as `given_of` makes it.
        """
        self.catch_up()
        if self._following is None:
            return False
        text = self._texts.get(file, "")
        pasted = [line for line in _whole(text[at : at + length]).splitlines() if line.strip()]
        if squeezed("".join(pasted)) in given:
            return True
        rest = [text[:at], text[at + length :], *(other for name, other in self._texts.items() if name != file)]
        here = {line.strip() for each in rest for line in _whole(each).splitlines()} | self.lines.keys()
        inner, ends = pasted[1:-1], [pasted[0], pasted[-1]]
        return all(line.strip() in here for line in inner) and all(_within(end.strip(), here) for end in ends)

    def close(self) -> None:
        """Let the document go; what is asked from now on had never been here."""
        if self._following:
            self._following.close()
        self._following = None
        self._texts.clear()
        self.lines.clear()

    def _splice(self, splice: Splice) -> None:
        text = self._texts.get(splice.file, "")
        end = splice.at + splice.deleted
        if not self._goes_on(splice, text[splice.at : end]):
            start, stop = text.rfind("\n", 0, splice.at) + 1, text.find("\n", end)
            self._remember(_whole(text[start : stop if stop >= 0 else len(text)]).splitlines())
        inserted = _units(splice.inserted)
        self._texts[splice.file] = text[: splice.at] + inserted + text[end:]
        self._last = (splice.file, splice.at + len(inserted), splice.deleted > 0)

    def _goes_on(self, splice: Splice, deleted: str) -> bool:
        """Whether somebody only types on, or back, within a line."""
        within = "\n" not in deleted and "\n" not in splice.inserted
        return within and self._last == (splice.file, splice.at + splice.deleted, splice.deleted > 0)

    def _remember(self, lines: Sequence[str]) -> None:
        for line in filter(None, map(str.strip, lines)):
            if line not in self.lines:
                self.lines[line] = None
                self._size += len(line)
        while self._size > LINES_MAX:
            oldest = next(iter(self.lines))
            del self.lines[oldest]
            self._size -= len(oldest)


def given_of(task: Task | None, hints: Iterable[str] = (), opened: Collection[int] = ()) -> str:
    """What a candidate reads of a task besides its files, squeezed: the open parts, their examples, the hints so far.

    `opened` are the parts that were unlocked.
    """
    if task is None:
        return ""
    known = open_parts(task) | set(opened)
    parts = [part.statement for part in task.parts if part.number in known]
    examples = [case for case in task.examples if case.part in known]
    values = [value for case in examples for value in (*case.args.values(), case.expected)]
    notes = [case.note for case in examples]
    return "\n".join(map(squeezed, [task.title, *parts, task.schema, *map(_shown, values), *notes, *hints]))


def squeezed(text: str) -> str:
    """A text without what its looks may change: white space, and the marks of Markdown."""
    return _DRAWN.sub("", text)


def _shown(value: object) -> str:
    """A value as JSON, and its lines as they are where it is text."""
    lines = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return "\n".join([json.dumps(value, ensure_ascii=False), *(line for line in lines if isinstance(line, str))])


def _within(wanted: str, lines: Iterable[str]) -> bool:
    return any(wanted in line for line in lines)


def _units(text: str) -> str:
    """One character for each UTF-16 unit, so that a position is a position."""
    if text.isascii():
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(units[at] | units[at + 1] << 8) for at in range(0, len(units), 2))


def _whole(units: str) -> str:
    """The text of these units; halves of a character are none."""
    return units if units.isascii() else units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
