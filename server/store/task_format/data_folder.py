"""Cases of stdin tasks as files: data/sample and data/secret, each an .in and its .ans, as in Kattis packages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from server.core.judging import group_prefixes
from server.core.task import HiddenGroup, TaskCase
from server.store.task_format.cases import Cases
from server.store.task_format.documents import text_of
from server.store.task_format.report import Report

SAMPLE: Final = "data/sample/"
SECRET: Final = "data/secret/"
LOOSE: Final = "secret"
"""The group of secret cases that lie in no folder of their own."""


@dataclass(frozen=True, slots=True)
class _File:
    folder: str
    name: str
    given: str
    answer: str | None


def with_data(cases: Cases, files: Mapping[str, bytes], report: Report) -> Cases:
    """The cases and, behind them, those of the folder `data`. Every folder below `secret` is a hidden group.

    One that cases.yaml names as well, without cases of its own there, keeps what is said of it there.
    """
    number = len(cases.examples)
    examples = [
        TaskCase(f"example-{number + at}", file.name, 1, {"stdin": file.given}, file.answer)
        for at, file in enumerate(_read(files, SAMPLE, report), start=1)
    ]
    groups: dict[str, list[_File]] = {}
    for file in _read(files, SECRET, report):
        groups.setdefault(file.folder or LOOSE, []).append(file)
    taken = [group.name for group in cases.hidden]
    said = {group.name: group for group in cases.hidden if not group.cases and not group.generate}
    for name in groups.keys() & (set(taken) - said.keys()):
        mend = "Rename one of the two."
        report.file(f"{SECRET}{name}/").problem(0, f"cases.yaml has a group called {name!r} as well.", mend)
    kept = [group for group in cases.hidden if group.name not in groups or group.name not in said]
    prefixes = group_prefixes([*(group.name for group in kept), *groups])[len(kept) :]
    hidden = [
        _group(name, prefix, some, said.get(name))
        for (name, some), prefix in zip(groups.items(), prefixes, strict=True)
    ]
    return Cases((*cases.examples, *examples), (*kept, *hidden), cases.outgrown)


def folder_groups(files: Mapping[str, bytes]) -> frozenset[str]:
    """The names of the hidden groups that the folder holds."""
    folders = (PurePosixPath(path.removeprefix(SECRET)).parts[:-1] for path in files if path.startswith(SECRET))
    return frozenset("/".join(parts) or LOOSE for parts in folders)


def _group(name: str, prefix: str, files: list[_File], said: HiddenGroup | None) -> HiddenGroup:
    cases = tuple(
        TaskCase(
            f"{prefix}-{number}",
            file.name,
            1,
            {"stdin": file.given},
            file.answer,
            answer="given" if file.answer is not None else "missing",
        )
        for number, file in enumerate(files, start=1)
    )
    return replace(said or HiddenGroup(name, 1, 1.0, "all", ()), cases=cases)


def _read(files: Mapping[str, bytes], below: str, report: Report) -> Iterator[_File]:
    """Every .in below a folder, in the order of the names; an .ans without one is told."""
    for path in sorted(path for path in files if path.startswith(below)):
        at = PurePosixPath(path.removeprefix(below))
        if at.suffix == ".ans" and path.removesuffix(".ans") + ".in" not in files:
            report.file(path).problem(0, "There is no .in file beside this one.", f"Write {at.stem}.in, or remove it.")
        if at.suffix != ".in":
            continue
        answer = path.removesuffix(".in") + ".ans"
        if answer not in files and below == SAMPLE:
            report.file(answer).problem(0, "The file is missing.", "Write what the program should print.")
        folder = "/".join(at.parts[:-1])
        given, kept = text_of(files, path, report.file(path)), text_of(files, answer, report.file(answer))
        yield _File(folder, at.stem, given, kept if answer in files else None)
