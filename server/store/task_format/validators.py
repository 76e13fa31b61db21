"""validator/ of a stdin task: an output validator of Kattis' kind, a program that exits with 42 or 43."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from sandbox.contract import Validator
from server.core.words import StubStyle
from server.store.task_format.documents import read_document, text_of
from server.store.task_format.fields import fields
from server.store.task_format.head import Head
from server.store.task_format.report import Report

FOLDER: Final = "validator/"
ABOUT: Final = f"{FOLDER}validator.yaml"
MAIN: Final = "validate"
"""What the program's own file is called, where several could be it."""


def read_validator(
    files: Mapping[str, bytes], head: Head, styles: Sequence[StubStyle], report: Report
) -> Validator | None:
    """The validator in the folder, where `compare` is checker; None where there is none."""
    found = sorted(path for path in files if path.startswith(FOLDER) and path != ABOUT)
    if not found or head.kind != "stdin" or head.way.compare != "checker":
        return None
    languages = {style.extension: style.language for style in styles if style.programs}
    programs = [path for path in found if PurePosixPath(path).suffix.removeprefix(".") in languages]
    main = min(programs, key=lambda path: (PurePosixPath(path).stem != MAIN, path), default=None)
    if main is None:
        what = "There is no program in a language that runs here."
        report.file(FOLDER).problem(0, what, f"Known endings: {', '.join(sorted(languages))}.")
        return None
    beside = {PurePosixPath(path).name: text_of(files, path, report.file(path)) for path in found if path != main}
    language = languages[PurePosixPath(main).suffix.removeprefix(".")]
    return Validator(language, text_of(files, main, report.file(main)), beside, _args(files, report))


def _args(files: Mapping[str, bytes], report: Report) -> tuple[str, ...]:
    if ABOUT not in files:
        return ()
    about = report.file(ABOUT)
    root = read_document(files, ABOUT, about)
    sheet = fields(root, ("from", "args"), about) if root else None
    return sheet.texts("args") if sheet else ()
