"""The shared document: one Y.Doc of texts named `<task>/<file>`, folded from updates as late as possible.

A keystroke is checked and kept, not applied: applying costs several microseconds and nobody needs the text until
somebody joins, runs or opens the record. Folding a tail then costs about 7 us an update.
"""

from typing import Final

from pycrdt import Doc, Text, get_state

from server.core.structs import is_text, may_nest
from server.core.varint import Malformed

FOLD_AT: Final = 128
"""Updates kept unapplied at most: bounds a joiner's wait, and how long one fold holds up the rest."""
FOLD_AT_BYTES: Final = 256 * 1024
"""The same for pastes, each of which is work for milliseconds."""
SEED_CLIENT: Final = 1
"""The Yjs client id of the house itself; browsers draw theirs from 32 random bits."""
EMPTY_UPDATE: Final = b"\x00\x00"
"""An update that says nothing: no structs, no deletions."""


class MalformedUpdate(ValueError):
    """These bytes are not a Yjs update."""


def check(update: bytes) -> None:
    """Raise `MalformedUpdate` unless these bytes are a Yjs update (0.3 to 0.6 us)."""
    if may_nest(update):
        _check_text(update)
    try:
        get_state(update)
    except Exception as error:  # Yrs raises several kinds, all meaning the same
        raise MalformedUpdate(f"not a Yjs update of {len(update)} bytes") from error


def _check_text(update: bytes) -> None:
    try:
        text = is_text(update)
    except (Malformed, IndexError) as error:
        raise MalformedUpdate(f"not a Yjs update of {len(update)} bytes") from error
    if not text:
        raise MalformedUpdate(f"an update of {len(update)} bytes with more than text in it")


class Document:
    """Not thread-safe; belongs to one room."""

    def __init__(self, state: bytes = b"") -> None:
        self._doc: Doc[Text] = Doc()
        self._tail: list[bytes] = []
        self._tail_bytes = 0
        if state:
            self._doc.apply_update(state)

    def add(self, update: bytes) -> None:
        """Take one update that passed `check`."""
        self._tail.append(update)
        self._tail_bytes += len(update)
        if len(self._tail) >= FOLD_AT or self._tail_bytes >= FOLD_AT_BYTES:
            self.fold()

    def fold(self) -> None:
        """Apply what has come in since the last fold. An update that Yrs refuses after all changes nothing."""
        tail, self._tail, self._tail_bytes = self._tail, [], 0
        for update in tail:
            apply(self._doc, update)

    def vector(self) -> bytes:
        """The state vector: what this document has of every client."""
        self.fold()
        return self._doc.get_state()

    def since(self, vector: bytes) -> bytes:
        """What somebody with this state vector lacks, as one update. Raises `MalformedUpdate` for a bad vector."""
        self.fold()
        try:
            return self._doc.get_update(vector)
        except Exception as error:
            raise MalformedUpdate("not a state vector") from error

    def state(self) -> bytes:
        """The whole document as one compact update."""
        self.fold()
        return self._doc.get_update()

    def text(self, name: str) -> str:
        """The text of one file; empty if nobody ever wrote it."""
        self.fold()
        return str(self._doc.get(name, type=Text))

    def insertion(self, name: str, at: int, text: str, client: int) -> bytes:
        """An update that puts this text into a file, `at` characters from its beginning. It changes nothing here.
        Each needs a `client` of its own, as a `seed` does."""
        doc: Doc[Text] = Doc(client_id=client)
        doc.apply_update(self.state())
        before = doc.get_state()
        file = doc.get(name, type=Text)
        file.insert(len(str(file)[:at].encode()), text)  # Yrs counts bytes
        return doc.get_update(before)

    def replacement(self, name: str, text: str, client: int) -> bytes:
        """An update that puts this text in the place of a file's. It changes nothing here. Each needs a `client` of its
        own."""
        doc: Doc[Text] = Doc(client_id=client)
        doc.apply_update(self.state())
        before = doc.get_state()
        file = doc.get(name, type=Text)
        file.clear()
        file.insert(0, text)
        return doc.get_update(before)

    def names(self) -> list[str]:
        """The names of all texts, those that nobody wrote to and those that a page made up among them."""
        self.fold()
        return list(self._doc.keys())


def apply(doc: Doc[Text], update: bytes) -> bool:
    """Apply an update, and say whether Yrs took it. One that it refuses after all must not stop the room."""
    try:
        doc.apply_update(update)
    except BaseException as error:
        if not refused(error):
            raise
        return False
    return True


def refused(error: BaseException) -> bool:
    """Whether this is how Yrs says no: any exception, or its panic, which is not one."""
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def seed(texts: dict[str, str], client: int = SEED_CLIENT) -> bytes:
    """One update that writes these texts, which nobody has written to. Each seed of a room needs a `client` of its own:
    two would count the same clock, and the second would be taken for the first."""
    doc: Doc[Text] = Doc(client_id=client)
    with doc.transaction():
        for name, content in texts.items():
            doc[name] = Text(content)
    return doc.get_update()
