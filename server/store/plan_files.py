"""Plans as files: one YAML each, strictly read, every mistake told with its line and the mend. See docs/plans.md."""

import re
from pathlib import Path
from typing import Final

from server.core.agenda import MINUTES_MAX, Plan, Stage, StageKind, mistakes
from server.core.task import TaskProblem
from server.store.task_format.fields import Fields, fields
from server.store.task_format.nodes import Node
from server.store.task_format.report import Report, did_you_mean
from server.store.task_format.yaml_text import read_yaml
from server.store.trouble import StoreError

SHIPPED: Final = Path(__file__).parents[1] / "plans"
"""The plans that every Greenroom has."""
KEYS: Final = ("version", "title", "stages")
STAGE_KEYS: Final = ("title", "kind", "minutes", "goal", "prompts", "dimensions")
LONGEST: Final = 2_000
VERSION_MAX: Final = 10_000
ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def shipped() -> tuple[Plan, ...]:
    """Those of this version, the shortest first. Raises `StoreError` when one is damaged."""
    plans: list[Plan] = []
    for path in sorted(SHIPPED.glob("*.yaml")):
        read = read_plan(path.stem, path.read_text("utf-8"))
        if not isinstance(read, Plan):
            first = read[0]
            raise StoreError(f"{path}, line {first.line}: {first.what} {first.mend}")
        plans.append(read)
    return tuple(sorted(plans, key=lambda plan: plan.minutes))


def read_plan(id: str, text: str) -> Plan | tuple[TaskProblem, ...]:
    """The plan in this file, or everything that is wrong with it. `id` is the file's name without `.yaml`."""
    report = Report(id)
    file = report.file(f"{id}.yaml")
    root = read_yaml(text)
    if isinstance(root, tuple):
        file.faults(root)
        return tuple(report.problems)
    if not ID.fullmatch(id):
        file.problem(0, f"{id!r} cannot be a plan's id.", "Name the file in small letters, digits and hyphens.")
    at = fields(root, KEYS, file)
    plan = _plan(id, at) if at else None
    return plan if plan and not report.problems else tuple(report.problems)


def _plan(id: str, at: Fields) -> Plan:
    at.get("version", "Write version: 1, and the next number whenever the plan changes.")
    title = at.text("title", required="Write title: and what the plan is called.")
    items = at.items("stages", "Write stages: and at least a closing.")
    stages = [_stage(item, place, at) for place, item in enumerate(items, start=1)]
    plan = Plan(id, at.whole("version", 1, VERSION_MAX, 1), title, tuple(stages))
    if not at.report.report.problems:
        for each in mistakes(plan.title, plan.stages):
            line = items[each.stage].line if each.stage >= 0 else at.line
            at.problem(line, each.message, "Change it.")
    return plan


def _stage(node: Node, place: int, above: Fields) -> Stage:
    at = fields(node, STAGE_KEYS, above.report, f"stage {place}")
    if at is None:
        return Stage("", 0)
    at.get("minutes", "Write minutes: and how long it should take.")
    return Stage(
        title=at.text("title", required="Write title: and what everybody calls it."),
        minutes=at.whole("minutes", 1, MINUTES_MAX, 1),
        goal=at.text("goal", longest=LONGEST),
        prompts=_prompts(at),
        dimensions=at.texts("dimensions"),
        kind=_kind(at),
    )


def _kind(at: Fields) -> StageKind:
    node, kinds = (
        at.get("kind", "Write kind: and one of welcome, task, talk, private, questions, closing."),
        tuple(StageKind),
    )
    if node is None:
        return StageKind.TALK
    for kind in kinds:
        if node.value == kind.value:
            return kind
    mend = did_you_mean(str(node.value), tuple(kind.value for kind in kinds))
    at.problem(node.line, f"kind: {node.plain()!r} is none of its values.", mend)
    return StageKind.TALK


def _prompts(at: Fields) -> tuple[str, ...]:
    found: list[str] = []
    for item in at.items("prompts"):
        if isinstance(item.value, str) and item.value.strip():
            found.append(item.value.strip())
        else:
            at.wrong("an item of prompts", item, "a text", "Put it in double quotes.")
    return tuple(found)
