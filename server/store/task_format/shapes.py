"""The parts of a task as task.yaml gives them: what the candidate writes in each, and what a case of it looks like."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from server.core.sent import CASES
from server.core.signature import ClassFault, parse_class, parse_signature
from server.core.task import ClassShape, Kind, Part, Signature
from server.store.task_format.fields import Fields, fields

EXAMPLE: Final = 'Write it as signature: "free_slots(busy: list[list[int]], start: int) -> list[int]".'
CLASS_EXAMPLE: Final = 'Write it as class: ["Counter(start: int)", "next() -> int"].'
MAX_METHODS: Final = 30

Unlock = Literal["start", "interviewer"]


@dataclass(frozen=True, slots=True)
class PartHead:
    """One part before its statement is read. `signature` is None when it could not be read, which has been told."""

    number: int
    title: str
    signature: Signature | None
    unlock: Unlock
    line: int
    shape: ClassShape | None = None
    back: int = -1

    def part(self, title: str, statement: str) -> Part | None:
        """The part with its statement; None when its signature could not be read."""
        if self.signature is None:
            return None
        return Part(self.number, title, statement, self.signature, self.unlock, self.shape, self.back)

    @property
    def written(self) -> Signature | ClassShape | None:
        """What the candidate writes: a class or a function, and nothing of that kind in a program."""
        return self.shape or (self.signature if self.signature and self.signature.name else None)


def read_shapes(at: Fields, kind: Kind, in_place: str) -> tuple[PartHead, ...]:
    """Every part. `in_place` is the parameter that `compare` names, or empty."""
    of = {"function": "signature", "class": "class"}.get(kind, "")
    for key in ("signature", "class"):
        if key != of and (node := at.get(key)):
            what = f"{key}: belongs to a task of kind {'function' if key == 'signature' else key}."
            at.problem(node.line, what, f"Remove it from a task of kind {kind}.")
    if at.get("parts") is None:
        parts: tuple[PartHead, ...] = (_part(at, 1, kind, in_place),)
    else:
        parts = _parts(at, kind, of, in_place)
    if in_place and all(part.signature and part.back < 0 for part in parts):
        what = f"compare: in_place: no function has a parameter {in_place!r}."
        at.problem(at.values["compare"].line, what, "Name the parameter that the function changes.")
    return parts


def _parts(at: Fields, kind: Kind, of: str, in_place: str) -> tuple[PartHead, ...]:
    if of and (node := at.get(of)):
        at.problem(node.line, f"There is a {of}: beside parts:.", "Move it into the first part.")
    known = ("title", "unlock", *([of] if of else []))
    parts = [
        _part(part, number, kind, in_place)
        for number, node in enumerate(at.items("parts"), start=1)
        if (part := fields(node, known, at.report, f"part {number}"))
    ]
    if not parts and not at.items("parts"):
        at.problem(at.values["parts"].line, "parts: holds no part.", "Write one part, or leave parts out.")
    _tell_apart(parts, at)
    return tuple(parts)


def _part(at: Fields, number: int, kind: Kind, in_place: str) -> PartHead:
    usual: Unlock = "start" if number == 1 else "interviewer"
    unlock = at.choice("unlock", ("start", "interviewer"), usual)
    if number == 1 and unlock != "start":
        at.problem(at.values["unlock"].line, "The first part is always open.", "Remove unlock: here.")
    title = at.text("title") if at.where else ""
    match kind:
        case "function":
            signature = _signature(at, in_place)
            return PartHead(number, title, signature, unlock, at.line, back=_back(signature, in_place))
        case "class":
            shape = _class(at)
            return PartHead(number, title, CASES["class"] if shape else None, unlock, at.line, shape)
        case _:
            return PartHead(number, title, CASES[kind], unlock, at.line)


def _signature(at: Fields, in_place: str) -> Signature | None:
    text = at.text("signature", required=EXAMPLE, longest=2000)
    if not text:
        return None
    parsed, line = parse_signature(text), at.values["signature"].line
    if not isinstance(parsed, Signature):
        at.problem(line, f"signature: {parsed.what}.", parsed.mend)
        return None
    if parsed.returns.name == "void" and _back(parsed, in_place) < 0:
        what = "signature: a function that returns nothing has no answer to compare."
        at.problem(line, what, "Name the parameter that it changes: compare: {in_place: items}.")
        return None
    return parsed


def _back(signature: Signature | None, in_place: str) -> int:
    names = [param.name for param in signature.params] if signature else []
    return names.index(in_place) if in_place in names else -1


def _class(at: Fields) -> ClassShape | None:
    lines = at.items("class", CLASS_EXAMPLE)
    if len(lines) > MAX_METHODS:
        at.problem(at.values["class"].line, f"class: there are {len(lines)} lines.", f"Keep them under {MAX_METHODS}.")
        return None
    texts = [node.value for node in lines if isinstance(node.value, str)]
    if len(texts) < len(lines):
        wrong = next(node for node in lines if not isinstance(node.value, str))
        at.problem(wrong.line, "class: a line is not text.", 'Put it in double quotes: "next() -> int".')
        return None
    if "class" not in at.values:
        return None
    parsed = parse_class(texts)
    if isinstance(parsed, ClassFault):
        line = lines[parsed.index].line if lines else at.values["class"].line
        at.problem(line, f"class: {parsed.what}.", parsed.mend)
        return None
    return parsed


def _tell_apart(parts: Sequence[PartHead], at: Fields) -> None:
    seen: dict[str, int] = {}
    for part in parts:
        of = part.written
        name = of.name.replace("_", "").lower() if of else ""
        if name in seen:
            of_what = "classes" if part.shape else "functions"
            what = f"Parts {seen[name]} and {part.number} have {of_what} of the same name."
            at.problem(part.line, what, "All parts live in one file: give each its own name.")
        elif name:
            seen[name] = part.number
