"""cases.yaml and cases.json: examples, and hidden ones in groups. What a single case holds is `bodies`' business."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.core.judging import group_prefixes
from server.core.task import Generate, HiddenGroup, Kind, TaskCase
from server.store.task_format.bodies import BODIES, Bodies, Body
from server.store.task_format.fields import Fields, fields
from server.store.task_format.nodes import Node
from server.store.task_format.report import FileReport
from server.store.task_format.shapes import PartHead
from server.store.task_format.ways import SECONDS, Way

EXAMPLE_KEYS: Final = ("name", "part", "note")
GROUP_KEYS: Final = ("group", "part", "weight", "score", "time", "hint", "cases", "generate")
CASE_KEYS: Final = ("name", "hint", "reveal")
"""Beside these, what a case of the kind has: `bodies.BODIES`."""
MAX_SEEDS: Final = 20
LONG_TEXT: Final = 2000


@dataclass(frozen=True)
class Cases:
    """All cases of a task. `outgrown` are the lines whose integers no double holds."""

    examples: tuple[TaskCase, ...] = ()
    hidden: tuple[HiddenGroup, ...] = ()
    outgrown: tuple[int, ...] = ()


def read_cases(
    node: Node,
    kind: Kind,
    parts: Sequence[PartHead],
    way: Way,
    report: FileReport,
    folders: Collection[str] = (),
) -> Cases:
    """Everything that can be read of the file; what cannot has been told. `folders` are groups whose cases are files:
    here they may stand without any, to be given a weight or a hint."""
    at = fields(node, ("examples", "hidden"), report)
    if at is None:
        return Cases()
    reader = _Reader(report, Bodies(report, kind, {part.number: part for part in parts}, way), folders)
    examples = reader.examples(at)
    hidden = reader.groups(at)
    return Cases(tuple(examples), tuple(hidden), tuple(reader.bodies.outgrown))


def tell_missing(cases: Cases, at: FileReport, line: int) -> None:
    """That there are no cases at all is a mistake; that there are none of one sort is worth a word."""
    if not cases.examples and not cases.hidden:
        at.problem(line, "There is no case.", "Write examples: and hidden:, each with some.")
    elif not cases.examples:
        at.note(line, "There are no examples, so the candidate has nothing to run.", "Write examples:.")
    elif not cases.hidden:
        at.note(line, "There are no hidden cases.", "Write hidden:, with the cases that examples leave out.")


@dataclass
class _Reader:
    report: FileReport
    bodies: Bodies
    folders: Collection[str]

    def examples(self, at: Fields) -> list[TaskCase]:
        cases: list[TaskCase] = []
        for number, node in enumerate(at.items("examples"), start=1):
            known = (*EXAMPLE_KEYS, *BODIES[self.bodies.kind])
            example = fields(node, known, self.report, f"example {number}")
            if example is None:
                continue
            body = self.bodies.read(example, part := self.part(example), answered=True)
            if body:
                cases.append(_case(example, body, part, f"example-{number}", f"example {number}"))
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
        if not sheet.values.keys() & {"cases", "generate"} and name not in self.folders:
            sheet.problem(sheet.line, "There are neither cases: nor generate:.", "Write one of the two, or both.")
        cases: list[TaskCase] = []
        for number, node in enumerate(sheet.items("cases"), start=1):
            where = f"case {number} of group {name!r}"
            if (item := fields(node, (*CASE_KEYS, *BODIES[self.bodies.kind]), self.report, where)) and (
                body := self.bodies.read(item, part, answered=False)
            ):
                cases.append(_case(item, body, part, f"{prefix}-{number}", f"case {number}"))
        self.same_names(sheet, cases)
        return HiddenGroup(
            name=name,
            part=part,
            weight=sheet.number("weight", 0.0, 1000.0, 1.0),
            score=sheet.choice("score", ("all", "each"), "all"),
            cases=tuple(cases),
            generate=self.generate(sheet),
            hint=sheet.text("hint", longest=LONG_TEXT),
            time=sheet.number("time", *SECONDS, 0.0),
        )

    def part(self, at: Fields) -> int:
        last = max(self.bodies.parts, default=1)
        number = at.whole("part", 1, 99, 1)
        if number > last:
            at.problem(at.values["part"].line, f"There is no part {number}.", f"The last part is {last}.")
            return 1
        return number

    def same_names(self, sheet: Fields, cases: Sequence[TaskCase]) -> None:
        names = Counter(case.name for case in cases)
        for name in sorted(name for name, count in names.items() if count > 1):
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


def _case(at: Fields, body: Body, part: int, id: str, default_name: str) -> TaskCase:
    """`at` holds one of the keys that only examples, or only hidden cases, may have; it is as good as not there."""
    return TaskCase(
        id=id,
        name=at.text("name", default_name),
        part=part,
        args=body.args,
        expected=body.expected,
        note=at.text("note", longest=LONG_TEXT),
        hint=at.text("hint", longest=LONG_TEXT),
        answer="given" if body.answered else "missing",
        reveal=at.choice("reveal", ("never", "name", "all"), "never"),
    )
