"""task.yaml: what a task is, without its texts and cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from server.core.signature import parse_signature
from server.core.stubs import missing_types
from server.core.task import Signature, TaskLimits
from server.core.words import StubStyle
from server.store.task_format.fields import Fields, fields
from server.store.task_format.nodes import Node
from server.store.task_format.report import FileReport, did_you_mean

KINDS: Final = ("function", "class", "stdin", "project", "sql")
OTHER_KINDS: Final = ("class", "sql", "project")
"""Keys that only tasks of another kind have."""
KEYS: Final = (
    "title", "kind", "signature", "parts", "difficulty", "minutes", "tags", "skills", "languages", "compare", "limits",
    "feedback", "stub_passes", "author", "license", "source", "imported", *OTHER_KINDS,
)  # fmt: skip
EXAMPLE: Final = 'Write it as signature: "free_slots(busy: list[list[int]], start: int) -> list[int]".'

SECONDS: Final = (0.05, 50.0)
"""Least and most CPU time of a case: with what `judging` allows on the clock, all within the sandbox's own bounds."""

Compare = Literal["exact", "unordered", "tolerance", "any_of"]
Unlock = Literal["start", "interviewer"]


@dataclass(frozen=True, slots=True)
class PartHead:
    """One part before its statement is read. `signature` is None when it could not be read, which has been told."""

    number: int
    title: str
    signature: Signature | None
    unlock: Unlock
    line: int


@dataclass(frozen=True, slots=True)
class Head:
    """What task.yaml says. `languages` are those whose every type exists; cases may still drop one."""

    title: str
    difficulty: Literal["easy", "medium", "hard"]
    minutes: int
    tags: tuple[str, ...]
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    languages_line: int
    parts: tuple[PartHead, ...]
    compare: Compare
    tolerance: float
    limits: TaskLimits
    feedback: Literal["count", "names", "none"]
    author: str
    license: str
    source: str


def read_head(node: Node, styles: Sequence[StubStyle], report: FileReport) -> Head | None:
    """The head of a function task; None (with the reason told) for anything else."""
    if (at := fields(node, KEYS, report)) is None:
        return None
    if not _runs(at):
        return None
    parts = _parts(at)
    compare, tolerance = _compare(at)
    _unused(at)
    languages = at.get("languages")
    return Head(
        title=at.text("title", required="Write title: and what the task is called."),
        difficulty=at.choice("difficulty", ("easy", "medium", "hard"), "medium"),
        minutes=at.whole("minutes", 1, 480, 30),
        tags=at.texts("tags"),
        skills=at.texts("skills"),
        languages=_languages(at, parts, styles),
        languages_line=languages.line if languages else 0,
        parts=parts,
        compare=compare,
        tolerance=tolerance,
        limits=_limits(at, styles),
        feedback=at.choice("feedback", ("count", "names", "none"), "count"),
        author=at.text("author"),
        license=at.text("license"),
        source=at.text("source", longest=2000),
    )


def _runs(at: Fields) -> bool:
    """Whether this version runs tasks of this kind; if not, nothing else about the folder is worth a message."""
    node = at.get("kind", "Write kind: function.")
    if node is None or node.value == "function":
        return True
    if node.value in KINDS:
        what = f"kind: {node.value} is not run by this version yet."
        at.problem(node.line, what, "Kinds that run: function.")
    else:
        at.problem(node.line, f"kind: {node.plain()!r} is none of its values.", did_you_mean(str(node.value), KINDS))
    return False


def _unused(at: Fields) -> None:
    """Keys that are read and have no effect, or belong elsewhere: said, so that nobody relies on them."""
    for key in OTHER_KINDS:
        if node := at.get(key):
            at.problem(node.line, f"{key}: belongs to a task of kind {key}.", "Remove it from a function task.")
    feedback, stub_passes = at.get("feedback"), at.get("stub_passes")
    if feedback and feedback.value in ("names", "none"):
        what = f"feedback: {feedback.value} is kept, and not followed by this version yet."
        at.report.note(feedback.line, what, "Candidates learn how many hidden cases passed.")
    if at.flag("stub_passes") and stub_passes:
        what = "stub_passes is kept, and not followed by this version yet."
        at.report.note(stub_passes.line, what, "Nothing is lost without it.")
    if imported := at.get("imported"):
        fields(imported, ("from", "id", "commit"), at.report, "imported")


def _parts(at: Fields) -> tuple[PartHead, ...]:
    if at.get("parts") is None:
        return (_part(at, 1),)
    if signature := at.get("signature"):
        at.problem(signature.line, "There is a signature: beside parts:.", "Move it into the first part.")
    parts: list[PartHead] = []
    for number, node in enumerate(at.items("parts"), start=1):
        part = fields(node, ("title", "signature", "unlock"), at.report, f"part {number}")
        if part:
            parts.append(_part(part, number))
    if not parts and not at.items("parts"):
        at.problem(at.values["parts"].line, "parts: holds no part.", "Write one part, or signature: alone.")
    _tell_apart(parts, at)
    return tuple(parts)


def _part(at: Fields, number: int) -> PartHead:
    usual: Unlock = "start" if number == 1 else "interviewer"
    unlock = at.choice("unlock", ("start", "interviewer"), usual)
    if number == 1 and unlock != "start":
        at.problem(at.values["unlock"].line, "The first part is always open.", "Remove unlock: here.")
    if number > 1 and unlock == "start":
        what = f"part {number}: unlock: start is not followed by this version yet."
        at.report.note(at.values["unlock"].line, what, "A room opens with part 1; the guide shows the later ones.")
        unlock = "interviewer"
    title = at.text("title") if at.where else ""
    return PartHead(number, title, _signature(at), unlock, at.line)


def _signature(at: Fields) -> Signature | None:
    text = at.text("signature", required=EXAMPLE, longest=2000)
    if not text:
        return None
    parsed, line = parse_signature(text), at.values["signature"].line
    if not isinstance(parsed, Signature):
        at.problem(line, f"signature: {parsed.what}.", parsed.mend)
        return None
    if parsed.returns.name == "void":
        what = "signature: a function that returns nothing cannot be checked by this version yet."
        at.problem(line, what, "Return the value that the cases should compare.")
        return None
    return parsed


def _tell_apart(parts: Sequence[PartHead], at: Fields) -> None:
    seen: dict[str, int] = {}
    for part in parts:
        if part.signature and part.signature.name.replace("_", "") in seen:
            first = seen[part.signature.name.replace("_", "")]
            what = f"Parts {first} and {part.number} have functions of the same name."
            at.problem(part.line, what, "All parts live in one file: give each its own name.")
        elif part.signature:
            seen[part.signature.name.replace("_", "")] = part.number


def _languages(at: Fields, parts: Sequence[PartHead], styles: Sequence[StubStyle]) -> tuple[str, ...]:
    """The languages to offer: those asked for, else all that can carry every type."""
    known = tuple(style.language for style in styles)
    lacking = {style.language: _lacking(parts, style) for style in styles}
    node = at.get("languages")
    if node is None:
        found = tuple(id for id in known if not lacking[id])
        if not found:
            at.problem(at.line, "No language has all types of the signature.", f"Use types that {known[0]} has.")
        return found
    for item in at.texts("languages"):
        if item not in known:
            at.problem(node.line, f"languages: {item!r} is not known here.", did_you_mean(item, known))
        elif lacking[item]:
            what = f"languages: {item} has no {' and no '.join(lacking[item])}."
            at.problem(node.line, what, f"Remove {item}, or use other types in the signature.")
    if not at.items("languages"):
        at.problem(node.line, "languages: holds no language.", "Name some, or leave the key out for all of them.")
    return tuple(id for id in at.texts("languages") if id in known)


def _lacking(parts: Sequence[PartHead], style: StubStyle) -> tuple[str, ...]:
    names = {name for part in parts if part.signature for name in missing_types(part.signature, style)}
    return tuple(sorted(names))


def _compare(at: Fields) -> tuple[Compare, float]:
    node = at.get("compare")
    if node is None:
        return "exact", 1e-9
    forms: tuple[Compare, ...] = ("exact", "unordered")
    for form in forms:
        if node.value == form:
            return form, 1e-9
    if isinstance(node.value, Mapping):
        return _compare_form(at, node)
    mends = {
        "checker": ("A checker.py is not run by this version yet.", "Use exact, unordered or {any_of: true}."),
        "tolerance": ("compare: tolerance needs its number.", "Write compare: {tolerance: 1e-6}."),
        "any_of": ("compare: any_of is written as a mapping.", "Write compare: {any_of: true}."),
    }
    unknown = f"compare: {node.plain()!r} is none of its values."
    known = did_you_mean(str(node.value), ("exact", "unordered", "tolerance", "any_of", "in_place", "checker"))
    at.problem(node.line, *mends.get(str(node.value), (unknown, known)))
    return "exact", 1e-9


def _compare_form(at: Fields, node: Node) -> tuple[Compare, float]:
    form = fields(node, ("tolerance", "any_of", "in_place"), at.report, "compare")
    if form is None or len(form.values) != 1:
        at.problem(node.line, "compare: takes exactly one form.", "Write {tolerance: 1e-6} or {any_of: true}.")
    elif "tolerance" in form.values:
        return "tolerance", form.number("tolerance", 0.0, 1e6, 1e-9)
    elif "in_place" in form.values:
        at.problem(node.line, "compare: in_place is not run by this version yet.", "Return the changed value.")
    elif form.flag("any_of"):
        return "any_of", 1e-9
    else:
        at.problem(node.line, "compare: any_of is false.", "Write {any_of: true}, or leave compare out.")
    return "exact", 1e-9


def _limits(at: Fields, styles: Sequence[StubStyle]) -> TaskLimits:
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
    )
