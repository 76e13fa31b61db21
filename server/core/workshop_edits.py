"""The structured edits of a task's YAML files, as the editor's page asks for them, and what they do to plain values.

Pure. How the text around a value is kept is the store's business; what the value is after an edit is said here.
"""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any, assert_never

from server.core.task import Json

Path = tuple[str | int, ...]
"""Keys and positions from the file's root: ("hidden", 0, "cases", 2, "name")."""


@dataclass(frozen=True, slots=True)
class SetValue:
    """Put a value at a place. The last step may be a key that is not there yet, and so may the mappings and (where a
    position 0 follows) lists on the way."""

    file: str
    path: Path
    value: Json


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a key or an item away; what is not there is away already."""

    file: str
    path: Path


@dataclass(frozen=True, slots=True)
class Insert:
    """Put a value into the list at `path`, before the item `at`; beyond its end means at its end. A list that is not
    there yet is made."""

    file: str
    path: Path
    at: int
    value: Json


@dataclass(frozen=True, slots=True)
class Move:
    """Take the item at `path`, and put it into the list `to`, before the item `at` of what is left."""

    file: str
    path: Path
    to: Path
    at: int


@dataclass(frozen=True, slots=True)
class Rename:
    """Give the key at `path` another name, in its place."""

    file: str
    path: Path
    name: str


Edit = SetValue | Remove | Insert | Move | Rename


class NoPlace(Exception):
    """An edit is about a place that is not there; the text says which."""


def edited_value(value: Json, edit: Edit) -> Json:
    """The file's value after this edit; what was given stays as it was. Raises NoPlace."""
    root = deepcopy(value)
    match edit:
        case SetValue(path=path, value=new):
            put(holder(root, path, make=True), path, new)
        case Remove(path=path):
            inside = holder(root, path)
            if _has(inside, path[-1]):
                del inside[path[-1]]
        case Insert(path=path, at=at, value=new):
            list_at(root, path).insert(at, new)
        case Move(path=path, to=to, at=at):
            item = found(root, path)
            del holder(root, path)[path[-1]]
            list_at(root, to).insert(at, item)
        case Rename(path=path, name=name):
            mapping = _mapping_of(root, path, name)
            items = [(name if key == path[-1] else key, each) for key, each in mapping.items()]
            mapping.clear()
            mapping.update(items)
        case _ as never:
            assert_never(never)
    return root


def found(root: Json, path: Path) -> Json:
    """The value at this place."""
    step: Any
    for at, step in enumerate(path):
        if not _has(root, step):
            raise NoPlace(words(path[: at + 1]))
        root = root[step]
    return root


def _has(inside: Json, step: str | int) -> bool:
    if isinstance(step, str):
        return isinstance(inside, dict) and step in inside
    return isinstance(inside, list) and 0 <= step < len(inside)


def holder(root: Json, path: Path, *, make: bool = False) -> Json:
    """The mapping or list that the last step of a path is in; with `make`, mappings on the way that are not there."""
    if not path:
        raise NoPlace("the file itself")
    for at, step in enumerate(path[:-1]):
        fresh: Json = [] if isinstance(path[at + 1], int) else {}
        if make and isinstance(root, dict) and isinstance(step, str):
            root.setdefault(step, fresh)
        elif make and isinstance(root, list) and step == len(root):
            root.append(fresh)
        root = found(root, (step,))
    return root


def put(inside: Json, path: Path, value: Json) -> None:
    """Set the last step of the path, in what holds it."""
    last: Any = path[-1]
    if _has(inside, last) or (isinstance(inside, dict) and isinstance(last, str)):
        inside[last] = value
    elif isinstance(inside, list) and last == len(inside):
        inside.append(value)
    else:
        raise NoPlace(words(path))


def list_at(root: Json, path: Path) -> list[Json]:
    """The list at this place, made where there is nothing."""
    inside = holder(root, path, make=True)
    if isinstance(inside, dict) and isinstance(path[-1], str) and path[-1] not in inside:
        inside[path[-1]] = []
    items = found(inside, path[-1:])
    if not isinstance(items, list):
        raise NoPlace(words(path))
    return items


def words(path: Path) -> str:
    """A place as people write it: `hidden[0].cases[2]`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def _mapping_of(root: Json, path: Path, name: str) -> dict[str, Json]:
    found(root, path)
    mapping = holder(root, path)
    if not isinstance(mapping, dict) or (name in mapping and name != path[-1]):
        raise NoPlace(f"a key {name!r} that is free")
    return mapping
