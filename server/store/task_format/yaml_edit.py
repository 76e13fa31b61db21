"""The one writer of a task's YAML: structured edits that leave everything else as its author wrote it.

A number is changed where it stands. Any other edit is made twice: on the plain value, which says what must come of it,
and on a tree that remembers comments and styles. What the tree changed is brought into the author's own text line by
line, and the result is read again: a text that does not hold exactly the value that it should is never given back.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import reduce
from typing import Any, Final

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError

from server.core.task import Json
from server.core.workshop import TaskFiles
from server.core.workshop_edits import (
    Edit,
    Insert,
    Move,
    NoPlace,
    Remove,
    Rename,
    SetValue,
    edited_value,
    list_at,
)
from server.live.ports_workshop import Unwritten
from server.store.task_format.json_text import read_json
from server.store.task_format.line_merge import merged
from server.store.task_format.nodes import Node
from server.store.task_format.yaml_in_place import in_place
from server.store.task_format.yaml_round import Round, dashes, plain, read_tree, tree
from server.store.task_format.yaml_text import read_yaml

ORDER: Final = (
    "title", "kind", "difficulty", "minutes", "tags", "skills", "signature", "class", "languages", "compare", "limits",
    "feedback", "stub_passes", "sql", "project", "author", "license", "source", "imported", "examples",
    "hidden", "group", "name", "unlock", "part", "weight", "score", "time", "in", "calls", "seed", "out", "note",
    "reveal", "hint", "generate", "cases", "parts",
)  # fmt: skip
"""Where a new key goes: behind the last of those that stand before it here."""
TOO_LARGE: Final = 256 * 1024
"""Characters of a file that is edited in its parts; a larger one takes too long."""


def edited(files: TaskFiles, edits: Sequence[Edit]) -> TaskFiles | Unwritten:
    """The files after these edits, all or none."""
    after = dict(files)
    for path in dict.fromkeys(edit.file for edit in edits):
        text = edited_text(after.get(path, ""), path, [edit for edit in edits if edit.file == path])
        if isinstance(text, Unwritten):
            return text
        after[path] = text
    return after


def edited_text(text: str, path: str, edits: Sequence[Edit]) -> str | Unwritten:
    """One file after these edits; `path` says what it is called."""
    if len(text) > TOO_LARGE:
        return Unwritten(
            f"{path} has more than {TOO_LARGE >> 10} KB, which is too much for a table. Edit its text.", path
        )
    is_json = path.endswith(".json")
    root = _value(text, is_json) if text.strip() else {}
    if isinstance(root, Unwritten):
        return Unwritten(f"{path}, {root.message}", path)
    try:
        wanted = reduce(edited_value, edits, root)
    except NoPlace as missing:
        return Unwritten(f"{path} has no {missing} any more. Look at the file's text; it may have changed.", path)
    if wanted == root:
        return text
    if is_json:
        return json.dumps(wanted, indent=2, ensure_ascii=False) + "\n"
    for attempt in _attempts(text, edits):
        if _value(attempt, is_json) == wanted:
            return attempt
    return Unwritten(f"This change of {path} cannot be made here. Make it in the file's text.", path)


def _value(text: str, is_json: bool) -> Json | Unwritten:
    root = read_json(text) if is_json else read_yaml(text)
    if isinstance(root, Node):
        return root.plain()
    first = root[0]
    return Unwritten(f"line {first.line}: {first.what} {first.mend}")


def _attempts(text: str, edits: Sequence[Edit]) -> Iterator[str]:
    """What the text may be after the edits, the best first."""
    if (attempt := in_place(text, edits)) is not None:
        yield attempt
    ends, text = "\r\n" if "\r\n" in text else "\n", text.replace("\r\n", "\n")
    try:
        root = read_tree(text) if text.strip() else CommentedMap()
        round = Round(dashes(root))
        base = round.write(root) if text.strip() else ""
        changed = round.write(reduce(_edit, edits, root))
    except (YAMLError, NoPlace, ValueError):
        return
    mixed = "".join(merged(*(each.splitlines(keepends=True) for each in (base, changed, text))))
    yield from (each.replace("\n", ends) for each in (mixed, changed))


def _edit(root: Any, edit: Edit) -> Any:
    """The same as `edited_value`, on a tree. What is not there was told before."""
    match edit:
        case SetValue(path=path, value=value):
            inside = _holder(root, path)
            _put(inside, path[-1], value)
        case Remove(path=path):
            with suppress(KeyError, IndexError):
                del _holder(root, path)[path[-1]]
        case Insert(path=path, at=at, value=value):
            items: Any = list_at(_made(root, path), path)
            items.insert(at, tree(value, flow=_style(items)))
        case Move(path=path, to=to, at=at):
            inside = _holder(root, path)
            item = inside[path[-1]]
            del inside[path[-1]]
            target: Any = list_at(_made(root, to), to)
            target.insert(at, tree(plain(item), flow=True) if target.fa.flow_style() else item)
        case Rename(path=path, name=name):
            inside = _holder(root, path)
            place = list(inside).index(path[-1])
            inside.insert(place, tree(name), inside.pop(path[-1]))
    return root


def _made(root: Any, path: Any) -> Any:
    """The root, with an empty list at `path` if there is nothing."""
    inside = _holder(root, path)
    if isinstance(inside, dict) and path[-1] not in inside:
        empty = tree([])
        empty.fa.set_block_style()
        _insert(inside, path[-1], empty)
    else:
        inside[path[-1]] = _own(inside[path[-1]])
    return root


def _holder(root: Any, path: Any) -> Any:
    """What holds the last step, with mappings and lists that are not there made. What stands behind an alias gets a
    copy of its own on the way: an edit is about one place."""
    for at, step in enumerate(path[:-1]):
        made = tree([] if isinstance(path[at + 1], int) else {})
        if not root.fa.flow_style():
            made.fa.set_block_style()
        if isinstance(root, dict) and step not in root:
            _insert(root, step, made)
        elif isinstance(root, list) and step == len(root):
            root.append(made)
        else:
            root[step] = _own(root[step])
        root = root[step]
    return root


def _own(value: Any) -> Any:
    """The same, or a copy of what has a name, so that nothing changes where that name stands too."""
    return tree(plain(value), flow=bool(value.fa.flow_style())) if value.anchor.value else value


def _put(inside: Any, last: Any, value: Json) -> None:
    before: Any = None
    if isinstance(inside, list) and last == len(inside):
        inside.append(tree(value, flow=_style(inside)))
        return
    if isinstance(inside, list) or last in inside:
        before = inside[last]
    brackets = True if inside.fa.flow_style() else None
    if brackets is None and hasattr(before, "fa"):
        brackets = bool(before.fa.flow_style())
    made = tree(value, flow=brackets, like=before)
    if before is None and isinstance(inside, dict):
        _insert(inside, last, made)
    else:
        inside[last] = made


def _insert(inside: Any, key: str, value: Any) -> None:
    """A new key of a mapping, in its usual place."""
    keys = list(inside)
    rank = ORDER.index(key) if key in ORDER else len(ORDER)
    after = [at for at, other in enumerate(keys) if other in ORDER and ORDER.index(other) < rank]
    inside.insert(max(after) + 1 if after and key in ORDER else len(keys), tree(key), value)


def _style(items: Any) -> bool | None:
    """Whether a new item of a list stands in brackets: as the list does, or as the last of the other items."""
    if items.fa.flow_style():
        return True
    styles = [bool(each.fa.flow_style()) for each in items if hasattr(each, "fa")]
    return styles[-1] if styles else None
