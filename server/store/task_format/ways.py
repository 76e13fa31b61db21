"""How a task is judged, as task.yaml says it: what answers are compared by, within which limits, in which languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.core.stubs import lacking_in
from server.core.task import Compare, Kind, Tables, TaskLimits
from server.core.words import StubStyle
from server.store.task_format.fields import Fields, fields
from server.store.task_format.nodes import Node
from server.store.task_format.report import did_you_mean
from server.store.task_format.shapes import PartHead

SECONDS: Final = (0.05, 50.0)
"""Least and most CPU time of a case: with what `judging` allows on the clock, all within the sandbox's own bounds."""
NEAR: Final = 1e-9

FORMS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "function": ("exact", "unordered", "tolerance", "any_of", "in_place", "checker"),
    "class": ("exact", "unordered", "tolerance"),
    "stdin": ("tokens", "lines", "exact", "tolerance", "checker"),
    "sql": (),
    "project": (),
}
"""What `compare` may be, in each kind of task; where there is nothing, the key has no meaning."""
USUAL: Final[Mapping[Kind, Compare]] = {"stdin": "tokens", "sql": "rows"}


@dataclass(frozen=True, slots=True)
class Way:
    """How answers are compared. `in_place` is the parameter that holds the answer, or empty."""

    compare: Compare
    tolerance: float = NEAR
    in_place: str = ""


def read_compare(at: Fields, kind: Kind) -> Way:
    """The key `compare`, or what is usual for the kind of task."""
    usual = Way(USUAL.get(kind, "exact"))
    node, forms = at.get("compare"), FORMS[kind]
    if node is None:
        return usual
    if not forms:
        at.problem(node.line, f"compare: has no meaning in a task of kind {kind}.", "Remove it.")
        return usual
    if isinstance(node.value, Mapping):
        return _form(at, node, forms) or usual
    words: tuple[Compare, ...] = ("exact", "unordered", "tokens", "lines", "checker")
    for word in words:
        if node.value == word and word in forms:
            return Way(word)
    mends = {
        "tolerance": ("compare: tolerance needs its number.", "Write compare: {tolerance: 1e-6}."),
        "any_of": ("compare: any_of is written as a mapping.", "Write compare: {any_of: true}."),
        "in_place": ("compare: in_place needs its parameter.", "Write compare: {in_place: items}."),
    }
    unknown = (f"compare: {node.plain()!r} is none of its values.", did_you_mean(str(node.value), forms))
    at.problem(node.line, *(mends.get(str(node.value), unknown) if str(node.value) in forms else unknown))
    return usual


def _form(at: Fields, node: Node, forms: tuple[str, ...]) -> Way | None:
    mapped = tuple(form for form in ("tolerance", "any_of", "in_place") if form in forms)
    form = fields(node, mapped, at.report, "compare")
    if form is None or len(form.values) != 1:
        at.problem(node.line, "compare: takes exactly one form.", "Write {tolerance: 1e-6} or {any_of: true}.")
    elif "tolerance" in form.values:
        return Way("tolerance", form.number("tolerance", 0.0, 1e6, NEAR))
    elif "in_place" in form.values:
        return Way("exact", in_place=form.text("in_place"))
    elif form.flag("any_of"):
        return Way("any_of")
    else:
        at.problem(node.line, "compare: any_of is false.", "Write {any_of: true}, or leave compare out.")
    return None


def read_tables(at: Fields, kind: Kind) -> Tables:
    """The key `sql`: whether rows have an order, and columns names."""
    node = at.get("sql")
    if node is None:
        return Tables()
    if kind != "sql":
        at.problem(node.line, "sql: belongs to a task of kind sql.", f"Remove it from a task of kind {kind}.")
        return Tables()
    sheet = fields(node, ("engine", "order", "columns"), at.report, "sql")
    if sheet is None:
        return Tables()
    if sheet.choice("engine", ("sqlite", "postgres"), "sqlite") != "sqlite":
        what = "sql: engine: only SQLite runs in this version."
        at.problem(sheet.values["engine"].line, what, "Write engine: sqlite, or leave it out.")
    return Tables(order=sheet.flag("order"), columns=sheet.choice("columns", ("exact", "any"), "exact") == "exact")


def read_limits(at: Fields, styles: Sequence[StubStyle]) -> TaskLimits:
    """The key `limits`. Without any seconds in it they are not the author's."""
    node = at.get("limits")
    if node is None:
        return TaskLimits()
    languages = tuple(style.language for style in styles)
    limits = fields(node, ("time", "memory", "output", *languages), at.report, "limits")
    if limits is None:
        return TaskLimits()
    default = TaskLimits()
    by_language = {id: limits.number(id, *SECONDS, default.time) for id in languages if id in limits.values}
    return TaskLimits(
        time=limits.number("time", *SECONDS, default.time),
        memory=limits.whole("memory", 32, 2048, default.memory),
        output=limits.whole("output", 1, 1024, default.output),
        by_language=by_language or None,
        origin="author" if by_language or "time" in limits.values else "default",
    )


def read_languages(
    at: Fields, kind: Kind, parts: Sequence[PartHead], styles: Sequence[StubStyle], offered: Sequence[str]
) -> tuple[str, ...]:
    """The languages to offer: those asked for, else all of `offered` that can carry the task."""
    known = tuple(style.language for style in styles)
    written = [part.written for part in parts if part.written]
    lack = lacking_in(kind, written, styles)
    node = at.get("languages")
    if node is None:
        found = tuple(id for id in offered if id in known and not lack[id])
        if not found:
            at.problem(at.line, *_none(kind, known[0]))
        return found
    for item in at.texts("languages"):
        if item not in known:
            at.problem(node.line, f"languages: {item!r} is not known here.", did_you_mean(item, known))
        elif lack[item]:
            what = f"languages: {item} has no {' and no '.join(lack[item])}."
            at.problem(node.line, what, f"Remove {item}{_or_else(kind)}.")
    if not at.items("languages"):
        at.problem(node.line, "languages: holds no language.", "Name some, or leave the key out for all of them.")
    return tuple(id for id in at.texts("languages") if id in known)


def _none(kind: Kind, first: str) -> tuple[str, str]:
    if kind in ("function", "class"):
        return "No language has all types of the signature.", f"Use types that {first} has."
    return f"No language here can carry a task of kind {kind}.", "See `greenroom doctor`: a language may be missing."


def _or_else(kind: Kind) -> str:
    return ", or use other types in the signature" if kind in ("function", "class") else ""
