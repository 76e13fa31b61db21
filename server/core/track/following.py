"""Follows the shared document's updates, and says what each did to the texts.

Yrs tells of a change in bytes of UTF-8. What it tells is held against what the text then is wherever the two might
differ (half of an emoji deleted, something embedded that is no text), so that the splices always lead to Yrs' own text.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from pycrdt import Assoc, Doc, Text

from server.core import varint
from server.core.alike import alike
from server.core.document import apply
from server.core.track.parts import Splice

CHECKED_BELOW: Final = 64 * 1024
"""Bytes of a text with more than ASCII in it that are compared after every edit; longer ones where it matters."""
STEPS_MAX: Final = 10_000
"""Steps of one change that are told one by one. Whoever deletes every second character of a long text is told as one
splice: no browser should work through half a million."""
NAME_MAX: Final = 100
VECTOR_MAX: Final = 64 * 1024
"""Bytes of what the document knows of its clients: an interview has a dozen of them, in ten bytes each."""
FILES_MAX: Final = 1_000
"""Files that people's updates may name; an interview has a dozen. Those that the house writes are always there."""

_NAMED: Final = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/")
Delta = Sequence[Mapping[str, Any]]


class Following:
    """One document from its first update on. Belongs to the thread that made it (a Y.Doc does); `close` lets it go.

    Files are found where updates name them, if they belong to one of the `tasks`: so a track follows from its timeline
    alone, whatever tasks and languages the house has later.
    """

    def __init__(self, tasks: Iterable[str]) -> None:
        self.doc: Doc[Text] = Doc()
        self.files: dict[str, File] = {}
        self._prefixes = tuple(f"{task}/".encode() for task in tasks)
        self._heard: list[tuple[str, Delta]] = []
        self._clocks: Mapping[int, int] = {}
        self._changed = False

    def edited(self, update: bytes, *, ours: bool = False) -> tuple[Splice, ...]:
        """What this update does to the texts, one splice after another. Nothing, if it cannot be applied.

        `ours` says that the house itself wrote it.
        """
        for prefix in self._prefixes:
            if prefix in update:
                self._find_names(update, prefix, ours)
        self._changed = True
        splices: list[Splice] = []
        applied = apply(self.doc, update)
        for name, delta in self._heard:
            splices += self.files[name].changed(delta)
        self._heard.clear()
        if not applied:  # nobody can say how far it came
            for file in self.files.values():
                splices += file.compared()
        return tuple(splices)

    def has(self, client: int, clock: int) -> bool:
        """Whether the document has this of a client. It never loses anything: what it once had is known."""
        if clock >= self._clocks.get(client, 0) and self._changed:
            self._clocks, self._changed = state_vector(self.doc.get_state()), False
        return clock < self._clocks.get(client, 0)

    def close(self) -> None:
        """Stop listening; the document can go."""
        for file in self.files.values():
            file.close()
        self.files.clear()
        del self.doc

    def is_file(self, name: str) -> bool:
        """Whether this can be a file of this interview; then it is one from now on, if only an empty one."""
        if name in self.files:
            return True
        named = name.encode(errors="replace")
        return named.startswith(self._prefixes) and self._found(named)

    def _find_names(self, update: bytes, prefix: bytes, ours: bool) -> None:
        """Watch the files that the update names. A name has its length, in one byte, before it."""
        at = update.find(prefix, 1)
        while at > 0:
            self._found(update[at : at + update[at - 1]], ours)
            at = update.find(prefix, at + 1)

    def _found(self, name: bytes, ours: bool = False) -> bool:
        """Watch a file that somebody named `<task>/<file>`, unless that is none or there are too many."""
        if len(name) > NAME_MAX or not _NAMED.issuperset(name) or name.count(b"/") != 1 or name.endswith(b"/"):
            return False
        file = name.decode()
        if file not in self.files:
            if len(self.files) >= FILES_MAX and not ours:
                return False
            self.files[file] = File(file, self.doc.get(file, type=Text), self._heard)
        return True


def state_vector(state: bytes) -> dict[int, int]:
    """The clock of each client. Empty where there are more than a hundred rooms would have."""
    if len(state) > VECTOR_MAX:
        return {}
    count, at = varint.read(state, 0)
    clocks = {}
    for _ in range(count):
        client, at = varint.read(state, at)
        clocks[client], at = varint.read(state, at)
    return clocks


class File:
    """One text: what it was after the last change, so that a change can be told in UTF-16 units."""

    def __init__(self, name: str, text: Text, heard: list[tuple[str, Delta]]) -> None:
        self._name = name
        self._text = text
        self._utf8 = bytearray()
        self.ascii = True
        self._odd = False
        """Whether something that is no text was ever put in it."""
        self._bytes, self._units = 0, 0
        """A position that is known in both countings: edits are near each other."""
        self._subscription = text.integrated.observe(_listener(name, heard))

    def close(self) -> None:
        self._subscription.drop()
        del self._text, self._subscription

    def changed(self, delta: Delta) -> list[Splice]:
        """The change that Yrs tells of, as splices."""
        splices: list[Splice] = []
        if len(delta) > STEPS_MAX:
            return self.compared()
        try:
            sure = self._follow(delta, splices)
        except UnicodeDecodeError:  # a place within a character
            sure = False
        wary = self._odd or not (self.ascii or len(self._utf8) >= CHECKED_BELOW)
        return splices if sure and not wary else splices + self.compared()

    def compared(self) -> list[Splice]:
        """What is left to do until this text is Yrs' own."""
        now, truth = self._utf8.decode(), str(self._text)
        if now == truth:
            return []
        start = alike(now, truth)
        end = alike(now[start:][::-1], truth[start:][::-1])
        before, gone, come = now[:start], now[start : len(now) - end], truth[start : len(truth) - end]
        self._utf8, self.ascii, self._bytes, self._units = bytearray(truth.encode()), truth.isascii(), 0, 0
        return [Splice(self._name, _units(before.encode()), _units(gone.encode()), come)]

    def position(self, offset: int) -> int:
        """An offset in bytes as a position in UTF-16 units. Raises `UnicodeDecodeError` inside of a character."""
        offset = max(0, min(offset, len(self._utf8)))
        if self.ascii:
            return offset
        if offset >= self._bytes:
            self._units += _units(self._utf8[self._bytes : offset])
        else:
            self._units -= _units(self._utf8[offset : self._bytes])
        self._bytes = offset
        return self._units

    def place(self, offset: int, client: int, clock: int) -> tuple[int, int] | None:
        """Where the character that holds this unit begins and ends, in bytes, where Yrs says that it is at `offset`.

        None for one that was deleted. Yrs counts bytes up to the block that the character is in, and UTF-16 units in
        it; the other way round, within a block, it takes bytes for units. So the block's beginning is looked for. Where
        by chance a deleted one fits as well, the cursor is off by a character.
        """
        at = self._boundary(offset)
        found = self._character(at)
        if found is None or found != (client, clock - offset + at):
            return None
        shift = clock - offset
        begin = self._block(at, client, shift)
        units = clock - (begin + shift)
        start = begin + _bytes(self._utf8[begin : begin + 3 * units + 3], units)
        if self._character(start) != (client, start + shift):
            return None
        return start, start + len(self._utf8[start : start + 4].decode(errors="ignore")[:1].encode())

    def _block(self, at: int, client: int, shift: int) -> int:
        """Where the block begins that has a character of this client at `at`: the first place to which its clocks lead.
        Found in growing steps back, then shrinking ones."""
        step, grows = 1, True
        while step:
            earlier = self._boundary(at - step)
            same = earlier < at and self._character(earlier) == (client, earlier + shift)
            grows &= same
            at, step = earlier if same else at, step * 2 if grows else step // 2
        return at

    def _boundary(self, offset: int) -> int:
        """The beginning of the character that this byte belongs to."""
        at = max(0, min(offset, len(self._utf8)))
        while 0 < at < len(self._utf8) and self._utf8[at] & 0xC0 == 0x80:
            at -= 1
        return at

    def _character(self, at: int) -> tuple[int, int] | None:
        """What Yrs says of the character that begins here: its client, and a clock. None at the end."""
        if at >= len(self._utf8):
            return None
        found = self._text.sticky_index(at, Assoc.AFTER).encode()
        client, end = varint.read(found, 1)
        return client, varint.read(found, end)[0]

    def _follow(self, delta: Delta, splices: list[Splice]) -> bool:
        """Add the delta's splices to these. Says whether there is no doubt that they lead to Yrs' own text."""
        sure, at, deleted, inserted = True, 0, 0, ""
        for step in delta:
            if "retain" in step:
                sure &= self._splice(at, deleted, inserted, splices)
                at, deleted, inserted = at + len(inserted.encode()) + int(step["retain"]), 0, ""
            elif "delete" in step:
                deleted += int(step["delete"])
            elif isinstance(step["insert"], str):
                inserted += step["insert"]
            else:
                self._odd = True
        return self._splice(at, deleted, inserted, splices) and sure

    def _splice(self, at: int, deleted: int, inserted: str, splices: list[Splice]) -> bool:
        if not deleted and not inserted:
            return True
        gone, come = self._utf8[at : at + deleted], inserted.encode()
        splice = Splice(self._name, self.position(at), _units(gone), inserted)
        self._utf8[at : at + deleted] = come
        if self.ascii and not come.isascii():
            self.ascii, self._bytes, self._units = False, at, at
        splices.append(splice)
        return len(gone) == deleted and gone.isascii() and come.isascii()


def _listener(name: str, heard: list[tuple[str, Delta]]) -> Callable[[Any], None]:
    """Takes Yrs' own events: pycrdt's ask for more than the delta, and take ten times as long. Holds no document, so
    that nothing is left of one that goes."""

    def listen(event: Any) -> None:
        heard.append((name, event.delta))

    return listen


def _units(utf8: bytes | bytearray) -> int:
    """The UTF-16 units of these bytes. Raises `UnicodeDecodeError` where they begin or end within a character."""
    return len(utf8) if utf8.isascii() else len(utf8.decode().encode("utf-16-le")) // 2


def _bytes(utf8: bytes | bytearray, units: int) -> int:
    """How many of these bytes so many UTF-16 units take, or the whole characters in them."""
    begun = utf8.decode(errors="ignore").encode("utf-16-le")[: 2 * units]
    return len(begun.decode("utf-16-le", errors="ignore").encode())
