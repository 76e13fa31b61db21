"""task.yaml: what a task is, without its texts and cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from server.core.task import Kind, Leaked, Status, Tables, TaskLimits
from server.core.words import StubStyle
from server.store.task_format.fields import Fields, fields
from server.store.task_format.nodes import Node
from server.store.task_format.projects import ProjectHead, read_projects
from server.store.task_format.report import FileReport, did_you_mean
from server.store.task_format.shapes import PartHead, read_shapes
from server.store.task_format.ways import Way, read_compare, read_languages, read_limits, read_tables

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
KEYS: Final = (
    "title", "kind", "signature", "class", "parts", "difficulty", "minutes", "tags", "skills", "languages", "compare",
    "limits", "feedback", "stub_passes", "sql", "project", "author", "license", "source", "imported",
    "status", "leaked",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """What task.yaml says. `languages` are those whose every type exists; cases may still drop one."""

    title: str
    kind: Kind
    difficulty: Literal["easy", "medium", "hard"]
    minutes: int
    tags: tuple[str, ...]
    skills: tuple[str, ...]
    languages: tuple[str, ...]
    languages_line: int
    parts: tuple[PartHead, ...]
    way: Way
    tables: Tables
    projects: Mapping[str, ProjectHead]
    limits: TaskLimits
    feedback: Literal["count", "names", "none"]
    stub_passes: bool
    author: str
    license: str
    source: str
    said: frozenset[str]
    status: Status
    leaked: Leaked | None


def read_head(node: Node, styles: Sequence[StubStyle], report: FileReport) -> Head | None:
    """The head of a task; None (with the reason told) where there is nothing to go on from."""
    if (at := fields(node, KEYS, report)) is None:
        return None
    if (kind := _kind(at)) is None:
        return None
    if imported := at.get("imported"):
        fields(imported, ("from", "id", "commit"), at.report, "imported")
    way = read_compare(at, kind)
    parts = read_shapes(at, kind, way.in_place)
    projects = read_projects(at, kind, [style.language for style in styles])
    offered = list(projects) if kind == "project" else [style.language for style in styles]
    languages = at.get("languages")
    status: Status = at.choice("status", STATUSES, "active")
    return Head(
        title=at.text("title", required="Write title: and what the task is called."),
        kind=kind,
        difficulty=at.choice("difficulty", ("easy", "medium", "hard"), "medium"),
        minutes=at.whole("minutes", 1, 480, 30),
        tags=at.texts("tags"),
        skills=at.texts("skills"),
        languages=read_languages(at, kind, parts, styles, offered),
        languages_line=languages.line if languages else 0,
        parts=parts,
        way=way,
        tables=read_tables(at, kind),
        projects=projects,
        limits=read_limits(at, styles),
        feedback=at.choice("feedback", ("count", "names", "none"), "count"),
        stub_passes=at.flag("stub_passes"),
        author=at.text("author"),
        license=at.text("license"),
        source=at.text("source", longest=2000),
        said=frozenset(at.values),
        status=status,
        leaked=_leaked(at, status),
    )


def _leaked(at: Fields, status: Status) -> Leaked | None:
    """What is known of the leak of a task that has leaked; it may have been retired since."""
    node = at.get("leaked")
    inner = fields(node, ("when", "where"), at.report, "leaked") if node else None
    if node and status == "active":
        at.problem(node.line, "leaked: is said of a task that has not leaked.", "Write status: leaked, or take it out.")
    if status == "active" or (status == "retired" and node is None):
        return None
    return Leaked(inner.text("when"), inner.text("where", longest=500)) if inner else Leaked()


def _kind(at: Fields) -> Kind | None:
    """Which kind of task it is; if that is not known, nothing else about the folder is worth a message."""
    node = at.get("kind", "Write kind: function.")
    if node is None:
        return "function"
    for kind in KINDS:
        if node.value == kind:
            return kind
    at.problem(node.line, f"kind: {node.plain()!r} is none of its values.", did_you_mean(str(node.value), KINDS))
    return None
