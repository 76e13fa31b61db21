"""What a candidate works on privately: a document of its own, that began as the shared one.

It is a Yjs document, so that several pages of one person, one that reloads and one that was offline come to the same
text by the means that the shared document has. What becomes of it in the shared one is only the difference: none of the
steps that led there, and nothing that was written and deleted again.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from pycrdt import Doc, Text

from server.core import private, private_files
from server.core.document import Document
from server.core.languages import FILE_NAME
from server.core.project_files import FileEvent, ProjectFiles

FILES_MAX: Final = 1_000
"""Texts of a draft that are looked at: an interview has a few dozen, and a page can make thousands."""
DRAFT_MAX: Final = 2 * 1024 * 1024
"""Bytes of the updates of one draft: hours of typing, and a few large pastes."""


class Draft:
    """`state` is the shared document's when it began, `began` the files of projects then, `rules` what may be made of
    them. `told` are the texts as far as they are on the timeline.

    Raises `document.MalformedUpdate` like the shared document. Not thread-safe; belongs to one room.
    """

    def __init__(
        self,
        spell: str,
        tasks: Collection[str],
        state: bytes,
        told: Mapping[str, str] | None = None,
        *,
        began: ProjectFiles | None = None,
        rules: private_files.RulesOf = lambda work: None,
    ) -> None:
        self.spell = spell
        self.began = began or ProjectFiles()
        self._rules = rules
        self.document = Document(state)
        self._tasks = tasks
        self._state = state
        self._before = self.texts()
        self._told = dict(told or {})
        self._bytes = 0
        self._news = bool(told)

    def has_room_for(self, size: int) -> bool:
        """Whether an update of this size still fits; then it is counted."""
        if self._bytes + size > DRAFT_MAX:
            return False
        self._bytes += size
        return True

    def add(self, update: bytes) -> None:
        """Take one update that passed `document.check`."""
        self.document.add(update)
        self._news = True

    def texts(self) -> dict[str, str]:
        """`<task>/<file>` and its text, of every file that this interview can have."""
        return {name: text for name, text in self._all().items() if not private_files.named_by(name)}

    def files(self) -> ProjectFiles:
        """What the files of projects are called here, and which there are."""
        names = {file: text for name, text in self._all().items() if (file := private_files.named_by(name))}
        return private_files.drafted(self.began, names, self._rules)

    def renaming(self, events: Iterable[FileEvent], client: int) -> bytes:
        """An update that makes these so here. It changes nothing here."""
        files, names = self.files(), {}
        for event in events:
            files.take(event)
            file = files.of(event.task, event.language)[event.file]
            names[private_files.name_of(f"{event.task}/{event.file}")] = private_files.words_of(file)
        was = {name: len(self.document.text(name).encode()) for name in names}
        return _update(self.document.state(), client, {name: [(0, was[name], words)] for name, words in names.items()})

    def brought_back(self, shared: ProjectFiles) -> private_files.BroughtBack:
        """What the others hear of the files when it is over and shared."""
        return private_files.brought_back(self.began, self.files(), shared, self._rules)

    def _all(self) -> dict[str, str]:
        names = (name for name in self.document.names() if self._is_file(private_files.named_by(name) or name))
        return {name: self.document.text(name) for name in sorted(names)[:FILES_MAX]}

    def changes(self) -> tuple[private.Change, ...]:
        """What has become of the texts since they were told last. A file is told whole the first time that it is not as
        it was shared, so that the changes mean the same without the shared document."""
        if not self._news:
            return ()
        self._news = False
        told: list[private.Change] = []
        for file, text in self._all().items():
            if file in self._told or text != self._before.get(file, ""):
                told += private.changed(file, self._told.get(file, ""), text)
                self._told[file] = text
        return tuple(told)

    def merges(self, shared: Document, clients: Iterable[int], made: Mapping[str, str] | None = None) -> list[bytes]:
        """Updates that bring what was changed here into the shared document, each as if typed at once by one of these
        fresh Yjs clients. What others have changed there meanwhile stays. `made` is what the texts of files that were
        made here are called over there.

        A file that was empty before and is not any more over there was begun twice, so it is held against that.
        """
        made = made or {}
        mine = {
            made.get(file, file): text
            for file, text in self.texts().items()
            if file in made or not private_files.made_here(file)
        }
        anew = {file for file, before in self._before.items() if not before} | (mine.keys() - self._before)
        twice = {file for file in anew if shared.text(file)}
        now = {file: shared.text(file) for file in twice}
        fresh = iter(clients)
        found = [
            _update(self._state, next(fresh), _hunks(mine, self._before, skip=twice)),
            _update(shared.state(), next(fresh), _hunks(mine, now, only=twice)) if twice else b"",
        ]
        return [update for update in found if update]

    def _is_file(self, name: str) -> bool:
        return FILE_NAME.fullmatch(name) is not None and name.partition("/")[0] in self._tasks


def _hunks(
    mine: Mapping[str, str],
    before: Mapping[str, str],
    *,
    skip: Collection[str] = (),
    only: Collection[str] | None = None,
) -> dict[str, list[tuple[int, int, str]]]:
    """The changes of each file, in bytes, the last first."""
    return {
        file: [_bytes(was, hunk) for hunk in reversed(private.hunks(was, text))]
        for file, text in mine.items()
        if file not in skip and (only is None or file in only)
        for was in [before.get(file, "")]
        if was != text
    }


def _update(state: bytes, client: int, changes: Mapping[str, list[tuple[int, int, str]]]) -> bytes:
    """What these changes are to a document of this state; nothing for none."""
    if not changes:
        return b""
    doc: Doc[Text] = Doc(client_id=client)
    doc.apply_update(state)
    before = doc.get_state()
    with doc.transaction():
        for file, hunks in changes.items():
            text = doc.get(file, type=Text)
            for start, end, inserted in hunks:
                if end > start:
                    del text[start:end]
                if inserted:
                    text.insert(start, inserted)
    return doc.get_update(before)


def _bytes(text: str, hunk: private.Hunk) -> tuple[int, int, str]:
    """A hunk as Yrs counts."""
    start, end, inserted = hunk
    at = len(text[:start].encode())
    return at, at + len(text[start:end].encode()), inserted
