"""The files of a project while the candidate thinks privately. Pure; SPEC.md, F9.

What a file is called there is a text of the private document like all else, `<task>/<text>/path`: so it is in every
page of theirs, survives a restart, and is recorded or not as the words are. It holds the path, with `-` before it where
the file is deleted; empty, the file is called as it was shared. A page can write anything into it, so it is read as
what somebody sent.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from server.core import events as e
from server.core.project_files import FileEvent, ProjectFile, ProjectFiles, Work, text_of
from server.core.project_paths import MADE_MAX, PATH_MAX, clash
from server.core.project_rules import ProjectRules, no_name

FIRST: Final = 1_001
"""The number of the first file that is made privately: no shared file has it, so both can be made at the same time."""
_END: Final = "/path"
DELETED: Final = "-"

RulesOf = Callable[[Work], ProjectRules | None]
"""What a task says of the files that people make; None where it is no project."""


def name_of(file: str) -> str:
    """The text that says what `<task>/<text>` is called."""
    return file + _END


def named_by(name: str) -> str:
    """The file `<task>/<text>` whose name stands in this text; "" where it is a file's own text."""
    return name.removesuffix(_END) if name.endswith(_END) else ""


def made_here(file: str) -> bool:
    """Whether `<task>/<text>` is one that was made privately: it is no shared file's name."""
    number = file.rpartition(".")[2]
    return number.isdecimal() and number.isascii() and int(number) >= FIRST


def words_of(file: ProjectFile) -> str:
    return DELETED + file.path if file.deleted else file.path


def drafted(began: ProjectFiles, names: Mapping[str, str], rules: RulesOf) -> ProjectFiles:
    """The files of every project as these names (by `<task>/<text>`) have them. Total: a name that cannot be is left
    out, one that stands where another does gets a number."""
    mine = began.copy(first=FIRST)
    for work, files in mine.works.items():
        if (allowed := rules(work)) is None:
            continue
        wanted = dict(_wanted(work, files, names, allowed))
        taken = [file.path for text, file in files.items() if text not in wanted and not file.deleted]
        for text, file in wanted.items():
            path = file.path if file.deleted else free_path(file.path, taken, work[1], allowed)
            taken += [] if file.deleted else [path]
            files[text] = ProjectFile(text, path, deleted=file.deleted)
    return mine


def _wanted(
    work: Work, files: Mapping[str, ProjectFile], names: Mapping[str, str], rules: ProjectRules
) -> Iterator[tuple[str, ProjectFile]]:
    task, language = work
    made = (text_of(language, number) for number in range(FIRST, FIRST + MADE_MAX))
    for text in [*files, *(text for text in made if text not in files)]:
        words = names.get(f"{task}/{text}", "")
        path = words.removeprefix(DELETED)
        known = files.get(text)
        if not words or (known and known.fixed):
            continue
        same = known is not None and known.path == path
        if same or not no_name(path, language, rules):
            yield text, ProjectFile(text, path, deleted=words.startswith(DELETED))


def free_path(path: str, taken: Iterable[str], language: str, rules: ProjectRules) -> str:
    """This path, or the next one like it that may stand beside these."""
    taken = list(taken)
    if not clash(path, taken):
        return path
    return next(each for each in _alike(path) if not clash(each, taken) and not no_name(each, language, rules))


def _alike(path: str) -> Iterator[str]:
    """The same with a number behind the name, then behind its first folder; what is too long becomes a plain name."""
    folder, slash, name = path.rpartition("/")
    stem, dot, end = name.rpartition(".") if "." in name else (name, "", "")
    first, rest = path.split("/", 1) if slash else (path, "")
    number = 1
    while True:
        number += 1
        each = f"{folder}{slash}{stem}-{number}{dot}{end}"
        yield each if len(each) <= PATH_MAX else f"file-{number}"
        if slash:
            yield f"{first}-{number}/{rest}"


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What the others hear of the files, and the shared text of each file that was made: from `<task>/<text>` to the
    same."""

    events: tuple[FileEvent, ...]
    texts: Mapping[str, str]


def brought_back(began: ProjectFiles, mine: ProjectFiles, shared: ProjectFiles, rules: RulesOf) -> BroughtBack:
    """What has become of the files since `began`, beside what others have made of them meanwhile (`shared`). A name
    that is taken by now gets a number. What was made and deleted again is told to nobody."""
    events: list[FileEvent] = []
    texts: dict[str, str] = {}
    for work, files in mine.works.items():
        was, now, allowed = began.of(*work), shared.of(*work), rules(work) or ProjectRules()
        touched = {text: file for text, file in files.items() if was.get(text) != file}
        taken = [file.path for text, file in now.items() if text not in touched and not file.deleted]
        number = shared.next_number(*work)
        for text, file in touched.items():
            if text in was:
                told = _changed(work, was[text], file, now[text], taken, allowed)
            elif file.deleted:
                continue
            else:
                path = free_path(file.path, taken, work[1], allowed)
                told = [e.FileCreated(*work, text_of(work[1], number), path)]
                texts[f"{work[0]}/{text}"] = f"{work[0]}/{text_of(work[1], number)}"
                number, taken = number + 1, [*taken, path]
            events += told
    return BroughtBack(tuple(events), texts)


def _changed(
    work: Work, was: ProjectFile, mine: ProjectFile, now: ProjectFile, taken: list[str], rules: ProjectRules
) -> list[FileEvent]:
    """One file that was there before. What was left as it was is as the others have it."""
    if mine.deleted if mine.deleted != was.deleted else now.deleted:
        return [] if now.deleted else [e.FileDeleted(*work, now.text, now.path)]
    path = free_path(mine.path if mine.path != was.path else now.path, taken, work[1], rules)
    taken.append(path)
    told: list[FileEvent] = [] if path == now.path else [e.FileRenamed(*work, now.text, path, now.path)]
    return [*told, e.FileRestored(*work, now.text, path)] if now.deleted else told
