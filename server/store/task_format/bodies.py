"""What a case holds beside its name: what goes in and what should come out, every value held against its type."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from server.core.calls import CallFault, calls_outgrow_doubles, expectations, read_calls
from server.core.signature import format_type
from server.core.tables import FORM, table_misfit
from server.core.task import ClassShape, Json, Kind, Param, Signature
from server.core.task_check import Misfit, misfits, outgrows_double
from server.store.task_format.fields import Fields, fields
from server.store.task_format.nodes import Node
from server.store.task_format.report import FileReport
from server.store.task_format.shapes import PartHead
from server.store.task_format.ways import Way

BODIES: Final[Mapping[Kind, tuple[str, ...]]] = {
    "function": ("in", "out"),
    "class": ("calls",),
    "stdin": ("in", "out"),
    "sql": ("seed", "out"),
    "project": (),
}
"""The keys of a case that say what is tried, by the kind of task."""
CALLS: Final = 'Write calls: ["Counter(5)", "next() -> 6"].'


@dataclass(frozen=True, slots=True)
class Body:
    """What a `TaskCase` holds: see there. Without `answered` the good solution has to say what comes out."""

    args: Mapping[str, Json]
    expected: Json = None
    answered: bool = True


@dataclass
class Bodies:
    """Reads the cases of one file. `outgrown` gathers the lines whose integers no double holds."""

    report: FileReport
    kind: Kind
    parts: Mapping[int, PartHead]
    way: Way
    outgrown: list[int] = field(default_factory=list)

    def read(self, at: Fields, part: int, *, answered: bool) -> Body | None:
        """What this case of the part holds; None (told) if that is not to be had. Examples must be `answered`."""
        head = self.parts.get(part)
        match self.kind:
            case "class":
                return self.calls(at, head.shape if head else None)
            case "stdin":
                return self.texts(at, answered=answered)
            case "sql":
                return self.rows(at, answered=answered)
            case _:
                return self.values(at, head, answered=answered)

    # Functions ------------------------------------------------------------------------------------------------------

    def values(self, at: Fields, part: PartHead | None, *, answered: bool) -> Body | None:
        signature = part.signature if part else None
        args = self.args(at, signature)
        out = self.out(at, "Write out: and the expected answer.", answered=answered)
        if args is None or (out is None and answered):
            return None
        expected = out.plain() if out else None
        if part and signature and out:
            answer = signature.params[part.back].type if part.back >= 0 else signature.returns
            self.answers(at, out, expected, Param("out", answer))
        return Body(args, expected, out is not None)

    def args(self, at: Fields, signature: Signature | None) -> Mapping[str, Json] | None:
        """The arguments in the signature's order; None if they are not given by name."""
        node = at.get("in", f"Write in: {_by_name(signature)}.")
        if node is None:
            return None
        if not isinstance(node.value, Mapping):
            at.wrong("in", node, "the parameters by name", f"Write in: {_by_name(signature)}.")
            return None
        if signature is None:
            return {key: value.plain() for key, value in node.value.items()}
        known = tuple(param.name for param in signature.params)
        sheet = fields(node, known, self.report, f"{at.where}, in")
        args: dict[str, Json] = {}
        for param in signature.params:
            value = sheet.get(param.name, f"Give it a value of type {format_type(param.type)}.") if sheet else None
            if value:
                args[param.name] = value.plain()
                self.check(at, value, args[param.name], param)
        return args

    def answers(self, at: Fields, out: Node, expected: Json, answer: Param) -> None:
        if self.way.compare != "any_of":
            self.check(at, out, expected, answer)
        elif not isinstance(out.value, tuple) or not out.value:
            at.wrong("out", out, "a list of acceptable answers", "compare is any_of: put each answer in the list.")
        else:
            for node, value in zip(out.value, expected, strict=True):
                self.check(at, node, value, answer)

    def check(self, at: Fields, node: Node, value: Json, param: Param) -> None:
        """Tell what does not fit, each in the line of the very value."""
        wrong = misfits(value, param.type, param.name)
        for misfit in wrong:
            at.problem(_line_of(misfit, node), f"{misfit.path}: {misfit.what}.", misfit.mend)
        if not wrong and outgrows_double(value, param.type):
            self.outgrown.append(node.line)

    # Classes --------------------------------------------------------------------------------------------------------

    def calls(self, at: Fields, shape: ClassShape | None) -> Body | None:
        nodes = at.items("calls", CALLS)
        texts = [node.value for node in nodes if isinstance(node.value, str)]
        if len(texts) < len(nodes):
            wrong = next(node for node in nodes if not isinstance(node.value, str))
            at.wrong("a call", wrong, "text", 'Put it in double quotes: "next() -> 6".')
            return None
        if shape is None or "calls" not in at.values:
            return None
        steps = read_calls(texts, shape)
        if isinstance(steps, CallFault):
            line = nodes[steps.index].line if steps.index < len(nodes) else at.values["calls"].line
            at.problem(line, f"call {steps.index + 1}: {steps.what}.", steps.mend)
            return None
        if not any(step.checked for step in steps):
            at.problem(at.values["calls"].line, "No call is checked.", "Write what one should answer: get(1) -> 2.")
        if calls_outgrow_doubles(steps):
            self.outgrown.append(at.values["calls"].line)
        return Body({"calls": texts}, expectations(steps))

    # Programs and tables --------------------------------------------------------------------------------------------

    def texts(self, at: Fields, *, answered: bool) -> Body | None:
        given = self.text(at, "in", "Write in: and what the program reads, below a |.")
        out = self.out(at, "Write out: and what the program should print, below a |.", answered=answered)
        expected = self.text(at, "out", "") if out else None
        if given is None or (expected is None and (answered or out)):
            return None
        return Body({"stdin": given}, expected, out is not None)

    def rows(self, at: Fields, *, answered: bool) -> Body | None:
        seed = self.text(at, "seed", "Write seed: and the INSERT statements of this case, below a |.")
        out = self.out(at, "Write out: {columns: [...], rows: [[...]]}.", answered=answered)
        if seed is None or (out is None and answered):
            return None
        expected = out.plain() if out else None
        if out and (misfit := table_misfit(expected, "out")):
            at.problem(_line_of(misfit, out), f"{misfit.path}: {misfit.what}.", misfit.mend or FORM)
        return Body({"seed": seed}, expected, out is not None)

    def text(self, at: Fields, key: str, required: str) -> str | None:
        """Text as it stands, line ends and all; unlike names it may be empty."""
        node = at.get(key, required)
        if node is None:
            return None
        if not isinstance(node.value, str):
            at.wrong(key, node, "text", "Put it below a |, or in double quotes.")
            return None
        return node.value

    def out(self, at: Fields, required: str, *, answered: bool) -> Node | None:
        return at.get("out", required if answered else "")


def _by_name(signature: Signature | None) -> str:
    names = [param.name for param in signature.params] if signature else ["parameter"]
    return "{" + ", ".join(f"{name}: ..." for name in names) + "}"


def _line_of(misfit: Misfit, node: Node) -> int:
    """The line of the very value that does not fit, as deep below `node` as its steps lead."""
    for step in misfit.steps[1:]:
        inside = node.value
        if isinstance(inside, tuple) and isinstance(step, int):
            node = inside[step]
        elif isinstance(inside, Mapping):
            node = inside[str(step)]
    return node.line
