"""A git bundle: the code at each run as one commit. `git clone NAME.bundle` makes a repository of it."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dulwich.bundle import Bundle, write_bundle
from dulwich.object_format import DEFAULT_OBJECT_FORMAT, ObjectFormat
from dulwich.objects import Blob, Commit, ObjectID, ShaFile, Tree
from dulwich.pack import UnpackedObject, full_unpacked_object
from dulwich.refs import Ref

from server.core import events as e
from server.core import telling
from server.core.ids import ROOM
from server.core.people import names_of
from server.core.story import Step, Story, Wrote
from server.exporting.paths import Paths
from server.exporting.texts import Texts

FILE: Final = 0o100644
FOLDER: Final = 0o040000
NOT_ENDED: Final = "not ended"
BRANCHES: Final = (b"HEAD", b"refs/heads/main")


@dataclass(frozen=True, slots=True)
class Moment:
    """One commit to be: who, when (Unix ms), what they did, and every text as it was."""

    who: str
    by: str
    wall: int
    message: str
    texts: dict[str, str]


def bundle(story: Story) -> bytes:
    """The starter code, each run, and the end, as commits on the branch `main`."""
    objects = _Objects()
    tip: ObjectID | None = None
    latest = 0
    for moment in moments(story):
        latest = max(latest, moment.wall)  # the clock of a machine may be set back
        tip = objects.commit(replace(moment, wall=latest), story.interview.id, tip)
    out = io.BytesIO()
    made = Bundle()
    made.version, made.capabilities, made.prerequisites = 2, {}, []
    made.references = {Ref(name): tip for name in BRANCHES} if tip else {}
    made.pack_data = _Pack(list(objects.made.values()))
    with made:
        write_bundle(out, made)
    return out.getvalue()


def moments(story: Story) -> list[Moment]:
    """What the commits are made from, in order."""
    found: list[Moment] = []
    at: dict[str, int] = {}
    texts, names, paths = Texts(), names_of(story.interview), Paths(story)
    opened = story.interview.created

    def begin() -> None:
        if not found:
            found.append(Moment("Greenroom", ROOM, opened, "The starter code", paths.here(texts.all())))

    for step in story.steps:
        who = names.get(step.by, "Greenroom")
        match step.what:
            case Wrote() as wrote:
                if step.by != ROOM:
                    begin()
                texts.write(wrote)
            case e.Agreed(name=name) | e.Joined(name=name):
                names[step.by] = name
            case e.FileCreated() | e.FileRenamed() | e.FileDeleted() | e.FileRestored() if step.by != ROOM:
                begin()
            case e.RunStarted(run=run):
                begin()
                at[run] = len(found)
                found.append(Moment(who, step.by, step.wall, _message(story, step, who), paths.here(texts.all())))
            case e.RunEnded(run=run) as ended if run in at:
                title, _, rest = found[at[run]].message.partition("\n")
                title = title.replace(NOT_ENDED, telling.outcome(ended))
                found[at[run]] = replace(found[at[run]], message=f"{title}\n{rest}")
            case _:
                pass
        paths.take(step.what)
    begin()
    wall = story.steps[-1].wall if story.steps else opened
    title = "Up to now: the interview goes on" if story.so_far else "The end of the interview"
    return [*found, Moment("Greenroom", ROOM, wall, title, paths.here(texts.all()))]


def _message(story: Story, step: Step, who: str) -> str:
    assert isinstance(step.what, e.RunStarted)
    word = "Tests" if step.what.suite is e.Suite.EXAMPLES else telling.suite(step.what.suite).capitalize()
    words = telling.happening(step.what, who, story.tasks, story.language_titles())
    return f"{word}: {NOT_ENDED}\n\nAt {telling.clock(step.at)} of the interview: {words}.\n"


class _Objects:
    """Everything that goes into the pack, each once, in the order in which it was first needed."""

    def __init__(self) -> None:
        self.made: dict[ObjectID, ShaFile] = {}

    def commit(self, moment: Moment, room: str, parent: ObjectID | None) -> ObjectID:
        made = Commit()
        made.tree = self._tree(moment.texts)
        made.parents = [parent] if parent else []
        made.author = made.committer = _person(moment, room)
        made.author_time = made.commit_time = moment.wall // 1000
        made.author_timezone = made.commit_timezone = 0
        made.encoding = b"UTF-8"
        made.message = moment.message.rstrip("\n").encode(errors="replace") + b"\n"
        return self._keep(made)

    def _tree(self, texts: dict[str, str]) -> ObjectID:
        root = Tree()
        folders: dict[str, dict[str, str]] = {}
        for name, text in texts.items():
            folder, slash, rest = name.partition("/")
            if slash:
                folders.setdefault(folder, {})[rest] = text
            else:
                blob = Blob.from_string(text.encode(errors="surrogatepass"))
                root.add(name.encode(), FILE, self._keep(blob))
        for folder, inside in folders.items():
            root.add(folder.encode(), FOLDER, self._tree(inside))
        return self._keep(root)

    def _keep(self, made: ShaFile) -> ObjectID:
        return self.made.setdefault(made.id, made).id


class _Pack:
    """What `write_bundle` takes its objects from."""

    def __init__(self, objects: Sequence[ShaFile]) -> None:
        self.object_format: ObjectFormat = DEFAULT_OBJECT_FORMAT
        self.objects = objects

    def __len__(self) -> int:
        return len(self.objects)

    def iter_unpacked(self) -> Iterator[UnpackedObject]:
        return map(full_unpacked_object, self.objects)

    def close(self) -> None: ...


def _person(moment: Moment, room: str) -> bytes:
    """A git identity. No address of anybody is known, and this one belongs to nobody."""
    name = "".join(letter for letter in moment.who if letter not in "<>\n\0").strip(" .,:;\"'\\") or "Greenroom"
    return f"{name} <{moment.by}@{room}.invalid>".encode(errors="replace")
