"""cases.yaml and cases.json: what goes in and what should come out, every value held against its type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from server.core.judging import group_prefixes
from server.core.signature import format_type
from server.core.task import Generate, HiddenGroup, Json, Param, Signature, TaskCase
from server.core.task_check import Misfit, misfits, outgrows_double
from server.store.task_format.fields import Fields, fields
from server.store.task_format.head import SECONDS, Compare, PartHead
from server.store.task_format.nodes import Node
from server.store.task_format.report import FileReport

EXAMPLE_KEYS: Final = ("name", "part", "in", "out", "note")
GROUP_KEYS: Final = ("group", "part", "weight", "score", "time", "hint", "cases", "generate")
CASE_KEYS: Final = ("name", "in", "out", "hint", "reveal")
MAX_SEEDS: Final = 20
LONG_TEXT: Final = 2000


@dataclass(frozen=True)
class Cases:
    """All cases of a task. `outgrown` are the lines whose integers no double holds."""

    examples: tuple[TaskCase, ...]
    hidden: tuple[HiddenGroup, ...]
    outgrown: tuple[int, ...]


def read_cases(node: Node, parts: Sequence[PartHead], compare: Compare, report: FileReport) -> Cases:
    """Everything that can be read of the file; what cannot has been told."""
    at = fields(node, ("examples", "hidden"), report)
    if at is None:
        return Cases((), (), ())
    reader = _Reader(report, {part.number: part.signature for part in parts}, compare)
    examples = reader.examples(at)
    hidden = reader.groups(at)
    if not at.items("examples") and not at.items("hidden"):
        at.problem(at.line, "There is no case.", "Write examples: and hidden:, each with some.")
    elif not at.items("examples"):
        report.note(at.line, "There are no examples, so the candidate has nothing to run.", "Write examples:.")
    elif not at.items("hidden"):
        report.note(at.line, "There are no hidden cases.", "Write hidden:, with the cases that examples leave out.")
    return Cases(tuple(examples), tuple(hidden), tuple(reader.outgrown))


@dataclass
class _Reader:
    report: FileReport
    signatures: Mapping[int, Signature | None]
    compare: Compare
    outgrown: list[int] = field(default_factory=list)

    def examples(self, at: Fields) -> list[TaskCase]:
        cases: list[TaskCase] = []
        for number, node in enumerate(at.items("examples"), start=1):
            example = fields(node, EXAMPLE_KEYS, self.report, f"example {number}")
            if example is None:
                continue
            part = self.part(example)
            case = self.case(example, part, f"example-{number}", f"example {number}")
            if case:
                cases.append(case)
        return cases

    def groups(self, at: Fields) -> list[HiddenGroup]:
        sheets = [
            (number, sheet)
            for number, node in enumerate(at.items("hidden"), start=1)
            if (sheet := fields(node, GROUP_KEYS, self.report, f"hidden group {number}"))
        ]
        names = [sheet.text("group", f"group {number}", "Write group: and its name.") for number, sheet in sheets]
        groups: list[HiddenGroup] = []
        for (_, sheet), name, prefix in zip(sheets, names, group_prefixes(names), strict=True):
            if name in [group.name for group in groups]:
                sheet.problem(sheet.line, f"There are two groups called {name!r}.", "Rename one of them.")
            groups.append(self.group(sheet, name, prefix))
        return groups

    def group(self, sheet: Fields, name: str, prefix: str) -> HiddenGroup:
        part = self.part(sheet)
        if not sheet.values.keys() & {"cases", "generate"}:
            sheet.problem(sheet.line, "There are neither cases: nor generate:.", "Write one of the two, or both.")
        if time := sheet.get("time"):
            sheet.number("time", *SECONDS, 1)
            what = f"The time: of group {name!r} is kept, and not followed by this version yet."
            self.report.note(time.line, what, "Every case has the task's own limit.")
        cases: list[TaskCase] = []
        for number, node in enumerate(sheet.items("cases"), start=1):
            where = f"case {number} of group {name!r}"
            if item := fields(node, CASE_KEYS, self.report, where):
                self.reveal(item)
                case = self.case(item, part, f"{prefix}-{number}", f"case {number}")
                cases += [case] if case else []
        self.same_names(sheet, cases)
        return HiddenGroup(
            name=name,
            part=part,
            weight=sheet.number("weight", 0.0, 1000.0, 1.0),
            score=sheet.choice("score", ("all", "each"), "all"),
            cases=tuple(cases),
            generate=self.generate(sheet),
            hint=sheet.text("hint", longest=LONG_TEXT),
        )

    def case(self, at: Fields, part: int, id: str, default_name: str) -> TaskCase | None:
        signature = self.signatures.get(part)
        args = self.args(at, signature)
        out = at.get("out", "Write out: and the expected answer.")
        if args is None or out is None:
            return None
        expected = out.plain()
        if signature:
            self.answers(at, out, expected, signature)
        return TaskCase(
            id=id,
            name=at.text("name", default_name),
            part=part,
            args=args,
            expected=expected,
            note=at.text("note", longest=LONG_TEXT),
            hint=at.text("hint", longest=LONG_TEXT),
        )

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

    def answers(self, at: Fields, out: Node, expected: Json, signature: Signature) -> None:
        answer = Param("out", signature.returns)
        if self.compare != "any_of":
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

    def part(self, at: Fields) -> int:
        last = max(self.signatures, default=1)
        number = at.whole("part", 1, 99, 1)
        if number > last:
            at.problem(at.values["part"].line, f"There is no part {number}.", f"The last part is {last}.")
            return 1
        return number

    def reveal(self, at: Fields) -> None:
        node = at.get("reveal")
        if node and at.choice("reveal", ("never", "name", "all"), "never") != "never":
            what = f"{at.where}: reveal: {node.value} is kept, and not followed by this version yet."
            self.report.note(node.line, what, "Hidden cases stay hidden from the candidate.")

    def same_names(self, sheet: Fields, cases: Sequence[TaskCase]) -> None:
        names = [case.name for case in cases]
        for name in sorted({name for name in names if names.count(name) > 1}):
            sheet.problem(sheet.line, f"Two cases are called {name!r}.", "Rename one of them.")

    def generate(self, sheet: Fields) -> Generate | None:
        node = sheet.get("generate")
        if node is None:
            return None
        if not isinstance(node.value, Mapping) or "seeds" not in node.value:
            sheet.problem(node.line, "generate: has no seeds.", "Write generate: {seeds: [1, 2]}.")
            return None
        seeds = node.value["seeds"].plain()
        if not isinstance(seeds, list) or not all(type(seed) is int and 0 <= seed < 2**31 for seed in seeds):
            sheet.problem(node.line, "generate: the seeds are not whole numbers.", "Write seeds: [1, 2].")
            return None
        if not 1 <= len(set(seeds)) == len(seeds) <= MAX_SEEDS:
            what = "generate: the seeds repeat, or there are none or too many."
            sheet.problem(node.line, what, f"Give 1 to {MAX_SEEDS}, all different.")
            return None
        kwargs = {key: value.plain() for key, value in node.value.items() if key != "seeds"}
        for key in kwargs:
            if not key.isidentifier() or key == "seed":
                mend = "Name the parameters of generate(seed, ...) in gen.py."
                sheet.problem(node.keys[key], f"generate: {key!r} cannot be a parameter.", mend)
        return Generate(tuple(seeds), kwargs)


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
