"""A task's folder as texts and back: what the editor's page holds, and what the loader reads."""

from collections.abc import Mapping
from pathlib import Path

from server.core.workshop import TaskFiles, Written
from server.store.task_format.folder import LOCK, digest, read_files, scan, tell_whole, too_large
from server.store.task_format.report import Report


def read_texts(folder: Path) -> tuple[Written | None, Report]:
    """The folder as texts; None, and told in the report, when it is too large. Raises OSError when it cannot be
    looked at."""
    report = Report(folder.name)
    found = scan(folder)
    files = read_files(folder, found, report)
    if files is None:
        return None, report
    texts = {path: text for path, data in files.items() if not is_locked(path) and (text := text_in(data)) is not None}
    fixed = tuple(each.path for each in found if each.path not in texts and not is_locked(each.path))
    return Written(folder.name, digest(files), texts, fixed), report


def locks_of(folder: Path) -> dict[str, bytes]:
    """What a proof has left in the folder, which is no part of the task; nothing where there is no folder."""
    if not folder.is_dir():
        return {}
    found = tuple(each for each in scan(folder) if is_locked(each.path))
    return dict(read_files(folder, found, Report(folder.name)) or {})


def small_enough(files: TaskFiles, report: Report) -> TaskFiles:
    """The texts that are not too large to be read, which would take minutes; what is, is told as for a folder."""
    sizes = {path: len(text.encode(errors="surrogatepass")) for path, text in files.items()}
    large = {path: trouble for path, size in sizes.items() if (trouble := too_large(size))}
    for path, trouble in sorted(large.items()):
        report.file(path).unreadable(*trouble)
    left = {path: text for path, text in files.items() if path not in large}
    tell_whole(len(files), sum(sizes[path] for path in left), report)
    return left


def as_bytes(files: TaskFiles, locks: Mapping[str, bytes]) -> dict[str, bytes]:
    """What lies in a folder with these texts, in the order in which a folder is read."""
    together = {**{path: text.encode(errors="surrogatepass") for path, text in files.items()}, **locks}
    return dict(sorted(together.items()))


def is_locked(path: str) -> bool:
    return path.startswith(f"{LOCK}/")


def text_in(data: bytes) -> str | None:
    """The very text in a file, line ends and all; None if it is not one."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text
