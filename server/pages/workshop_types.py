"""What the workshop's addresses take in, as JSON."""

from collections.abc import Sequence
from typing import assert_never

import msgspec

from server.core import workshop_edits as w
from server.core.task import Json

Steps = tuple[str | int, ...]


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /tasks/check`."""

    slug: str = ""
    files: dict[str, str]


class SetValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="set", tag_field="do"):
    file: str
    path: Steps
    value: Json


class Remove(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="remove", tag_field="do"):
    file: str
    path: Steps


class Insert(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="insert", tag_field="do"):
    file: str
    path: Steps
    at: int
    value: Json


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="move", tag_field="do"):
    file: str
    path: Steps
    to: Steps
    at: int


class Rename(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="rename", tag_field="do"):
    file: str
    path: Steps
    name: str


AnEdit = SetValue | Remove | Insert | Move | Rename


class Edits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`POST /tasks/edit`."""

    files: dict[str, str]
    edits: list[AnEdit]


class Save(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`PUT /tasks/{slug}/files`. `base` is the version that it was based on, "" for a new task."""

    base: str = ""
    files: dict[str, str]


class ADraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`PUT /tasks/{slug}/draft`. `name` is the slug that a new task is to have."""

    name: str = ""
    base: str = ""
    files: dict[str, str]


def edits_of(asked: Sequence[AnEdit]) -> list[w.Edit]:
    return [_edit(each) for each in asked]


def _edit(asked: AnEdit) -> w.Edit:
    match asked:
        case SetValue(file=file, path=path, value=value):
            return w.SetValue(file, path, value)
        case Remove(file=file, path=path):
            return w.Remove(file, path)
        case Insert(file=file, path=path, at=at, value=value):
            return w.Insert(file, path, at, value)
        case Move(file=file, path=path, to=to, at=at):
            return w.Move(file, path, to, at)
        case Rename(file=file, path=path, name=name):
            return w.Rename(file, path, name)
        case _ as never:
            assert_never(never)
