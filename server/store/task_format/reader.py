"""A task folder to a `Task`, or to everything that is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.core.guide import parse_guide
from server.core.task import Task
from server.core.task_status import FILE, MARKS, edits_for
from server.core.words import StubStyle
from server.core.workshop import MAX_SLUG, SLUG
from server.live.ports_workshop import Unwritten
from server.store.task_format.cases import Cases, read_cases, tell_missing
from server.store.task_format.data_folder import folder_groups, with_data
from server.store.task_format.documents import read_document, text_of
from server.store.task_format.extras import (
    Rubric,
    read_parts,
    read_programs,
    read_rubric,
    read_solutions,
    read_stubs,
    tell_unread,
)
from server.store.task_format.folder import digest
from server.store.task_format.head import Head, read_head
from server.store.task_format.locked import equivalent, kept_proof, with_answers, with_limits
from server.store.task_format.projects import read_project_files
from server.store.task_format.report import FileReport, Report
from server.store.task_format.validators import read_validator
from server.store.task_format.yaml_edit import edited_text


@dataclass(frozen=True, slots=True)
class Shared:
    """What all folders of a library have in common: the languages, and the rubric for tasks without their own."""

    styles: Sequence[StubStyle]
    rubric: Rubric


def read_task(report: Report, files: Mapping[str, bytes], shared: Shared) -> Task | None:
    """The task in these files, by path. None when there is a problem; everything that could be found is told."""
    task = read_unfinished(report, files, shared)
    return None if report.problems else task


def read_unfinished(report: Report, files: Mapping[str, bytes], shared: Shared) -> Task | None:
    """The same while somebody writes it: as far as it can be read, with what is wrong left out. It is no task to use
    when there are problems. None when not even its kind can be read."""
    _check_slug(report)
    about = report.file("task.yaml")
    if "task.yaml" not in files:
        about.problem(0, "The file is missing.", _missing_head(files))
        return None
    root = read_document(files, "task.yaml", about)
    head = read_head(root, shared.styles, about) if root else None
    if head is None:
        return None
    cases = _cases(files, head, report)
    parts = read_parts(files, head, report)
    solutions = read_solutions(files, head, shared.styles, report)
    checker, schema = read_programs(files, head, report)
    validator = read_validator(files, head, shared.styles, report)
    projects = read_project_files(files, head.projects, report)
    stubs = read_stubs(files, head, shared.styles, report)
    rubric = read_rubric(files, shared.rubric, report)
    guide = parse_guide(text_of(files, "guide.md", report.file("guide.md")))
    generator = _generator(files, cases, report)
    limits = with_limits(head.limits, files, report)
    languages = _languages(head, cases, shared.styles, about)
    tell_unread(files, head, report)
    whole = digest(files)
    return Task(
        slug=report.slug,
        title=head.title,
        kind=head.kind,
        difficulty=head.difficulty,
        minutes=head.minutes,
        tags=head.tags,
        skills=head.skills,
        languages=languages,
        parts=parts,
        examples=cases.examples,
        compare=head.way.compare,
        tolerance=head.way.tolerance,
        limits=limits,
        feedback=head.feedback,
        hidden=cases.hidden,
        guide=guide,
        rubric=rubric,
        solutions=solutions,
        generator=generator,
        author=head.author,
        license=head.license,
        digest=whole,
        source=head.source,
        stubs=stubs,
        checker=checker,
        validator=validator,
        schema=schema,
        tables=head.tables,
        projects=projects,
        stub_passes=head.stub_passes,
        unmarked=_unmarked(files, head, whole),
        proof=kept_proof(files, report),
        equivalent=equivalent(files, report),
        notes=tuple(report.notes),
        said=head.said,
        status=head.status,
        leaked=head.leaked,
    )


def _unmarked(files: Mapping[str, bytes], head: Head, whole: str) -> str:
    """The digest `whole` without `status` and `leaked` in task.yaml: as if their lines were taken away."""
    if head.said.isdisjoint(MARKS):
        return whole
    bare = edited_text(files[FILE].decode(errors="replace"), FILE, edits_for("active"))
    return whole if isinstance(bare, Unwritten) else digest({**files, FILE: bare.encode()})


def _check_slug(report: Report) -> None:
    if SLUG.fullmatch(report.slug) and len(report.slug) <= MAX_SLUG:
        return
    better = re.sub(r"[^a-z0-9]+", "-", report.slug.lower()).strip("-")[:MAX_SLUG]
    what = f"The folder's name is not a slug: lower-case letters, digits and hyphens, at most {MAX_SLUG}."
    report.file("").problem(0, what, f"Rename it to {better}." if better else "Rename it.")


def _missing_head(files: Mapping[str, bytes]) -> str:
    other = next((path for path in files if path.lower() in ("task.yml", "task.json", "problem.yaml")), "")
    return f"Rename {other} to task.yaml." if other else "Write it; docs/tasks.md shows a whole one."


def _cases(files: Mapping[str, bytes], head: Head, report: Report) -> Cases:
    if head.kind == "project":
        return Cases()
    names = [name for name in ("cases.yaml", "cases.json") if name in files]
    if len(names) > 1:
        report.file("cases.json").problem(0, "There is a cases.yaml as well.", "Keep one of the two.")
    has_data = head.kind == "stdin" and any(path.startswith("data/") for path in files)
    cases, about, told = Cases(), report.file(names[0] if names else "cases.yaml"), len(report.problems)
    root = read_document(files, names[0], about) if names else None
    if root:
        folders = folder_groups(files) if has_data else ()
        cases = read_cases(root, head.kind, head.parts, head.way, about, folders)
    elif not names and not has_data:
        mend = "Rename cases.yml to cases.yaml." if "cases.yml" in files else "Write examples: and hidden: in it."
        about.problem(0, "The file is missing.", mend)
    if has_data:
        cases = with_data(cases, files, report)
    if len(report.problems) == told:
        tell_missing(cases, about, root.line if root else 0)
    return with_answers(cases, files, report)


def _generator(files: Mapping[str, bytes], cases: Cases, report: Report) -> str:
    about = report.file("gen.py")
    generated = [group.name for group in cases.hidden if group.generate]
    if generated and "gen.py" not in files:
        what = f"The file is missing, and the hidden group {generated[0]!r} is generated by it."
        about.problem(0, what, "Write generate(seed, ...) in it, which returns the parameters by name.")
    if "gen.py" in files and not generated:
        about.note(0, "No hidden group has generate:, so this file is not used.", "Add one, or remove the file.")
    return text_of(files, "gen.py", about)


def _languages(head: Head, cases: Cases, styles: Sequence[StubStyle], about: FileReport) -> tuple[str, ...]:
    """The languages to offer, without those that would change an integer of some case."""
    if not cases.outgrown:
        return head.languages
    doubles = {style.language for style in styles if style.only_doubles}
    kept = tuple(id for id in head.languages if id not in doubles)
    for id in head.languages:
        if id in doubles:
            what = f"{id} is left out: it cannot hold the whole numbers in line {cases.outgrown[0]} of the cases."
            about.note(head.languages_line, what, "Use numbers within 9007199254740991, or list the languages.")
    if head.languages and not kept:
        about.problem(head.languages_line, "No language can hold the whole numbers of the cases.", "Add python.")
    return kept
