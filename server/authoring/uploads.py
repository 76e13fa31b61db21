"""Packages that somebody sends to the page (`ports_workshop.Packages`): read in a folder of their own, then forgotten.

What is sent may be hostile: it is bounded by what it really holds, and nothing outside of it is ever read.
"""

import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from server.authoring.exercism import from_canonical
from server.authoring.exercism_tests import KNOWN
from server.authoring.exercism_track import from_track
from server.authoring.imported import Imported, Refused, as_texts, slug_of, text_of
from server.authoring.jsonl import from_jsonl
from server.authoring.kattis import from_kattis
from server.authoring.kattis_export import to_kattis
from server.authoring.packages import BadPackage, read_package
from server.core.judging import Made
from server.core.task import Task
from server.core.workshop import Brought, LeftOut, path_problem
from server.live.ports_workshop import PackageFormat

MOST: Final = 64 * 1024 * 1024
"""Bytes of everything in an archive that was sent."""
HEAD: Final = "task.yaml"
FORMATS: Final = (
    PackageFormat("greenroom", "Greenroom", "A zip or tar file of a task's folder, or of several side by side."),
    PackageFormat("kattis", "Kattis", "A problem package as a zip or tar file: legacy, 2023-07-draft or 2025-09."),
    PackageFormat("exercism-track", "Exercism, a track's exercise", f"Its folder as a zip file. Tracks: {KNOWN}."),
    PackageFormat("exercism-canonical", "Exercism, canonical data", "canonical-data.json, or its folder as a zip."),
    PackageFormat("jsonl", "Lines of JSON", "A file with a function task in each line."),
)

Reader = Callable[[Path], Iterator[Imported | Refused]]


class Uploads:
    formats: Sequence[PackageFormat] = FORMATS

    def read(self, format: str, name: str, data: bytes) -> Sequence[Brought | LeftOut]:
        reader = READERS.get(format)
        called = _plain(name)
        if reader is None:
            return [LeftOut(called, "There is no such format. Choose one of the list.")]
        if not data:
            return [LeftOut(called, "There is nothing in it. Choose a file.")]
        with tempfile.TemporaryDirectory(prefix="greenroom-") as folder:
            path = Path(folder, called)
            try:
                path.write_bytes(data)
                return [_told(one) for one in reader(path)]
            except (BadPackage, zlib.error, zipfile.BadZipFile, EOFError) as error:
                return [LeftOut(called, str(error).replace(f"{folder}/", "").replace(folder, called))]
            except OSError as error:
                return [LeftOut(called, f"It cannot be unpacked here: {error.strerror}.")]

    def kattis(self, task: Task, made: Made) -> Mapping[str, str | bytes] | LeftOut:
        package = to_kattis(task, made)
        return LeftOut(package.name, package.why) if isinstance(package, Refused) else package.files


def _own(path: Path) -> Iterator[Imported | Refused]:
    """Our own folders: the package itself, or each folder in it that has a task.yaml."""
    package = read_package(path, MOST)
    if HEAD in package.files:
        yield _folder(package.name, package.files)
        return
    names = sorted({name for file in package.files if file.count("/") == 1 for name in [file.partition("/")[0]]})
    tasks = [name for name in names if f"{name}/{HEAD}" in package.files]
    if not tasks:
        raise BadPackage(f"There is no {HEAD} in {path.name}. Send the folder of a task.")
    for name in tasks:
        yield _folder(name, package.below(name))


def _folder(name: str, files: Mapping[str, bytes]) -> Imported:
    texts: dict[str, str | bytes] = {}
    left: list[str] = []
    for path, data in files.items():
        text = None if path_problem(path) else text_of(data)
        if text is not None:
            texts[path] = text
        elif not path.startswith("."):
            left.append(path)
    notes = tuple(f"{path} was left out: it is no text, or has a name that tasks leave out." for path in left)
    return Imported(slug_of(name), texts, notes)


def _track(path: Path) -> Iterator[Imported | Refused]:
    yield from_track(read_package(path, MOST))


def _kattis(path: Path) -> Iterator[Imported | Refused]:
    yield from_kattis(read_package(path, MOST))


def _canonical(path: Path) -> Iterator[Imported | Refused]:
    """The file alone, or an archive of its folder, which is unpacked beside it first."""
    if path.suffix == ".json":
        folder = path.parent / slug_of(path.stem)
        folder.mkdir()
        path.rename(folder / "canonical-data.json")
        yield from_canonical(folder)
        return
    package = read_package(path, MOST)
    folder = path.parent / "in" / slug_of(package.name)
    for name, data in package.files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    yield from_canonical(folder)


READERS: Final[Mapping[str, Reader]] = {
    "greenroom": _own,
    "kattis": _kattis,
    "exercism-track": _track,
    "exercism-canonical": _canonical,
    "jsonl": from_jsonl,
}


def _told(one: Imported | Refused) -> Brought | LeftOut:
    return LeftOut(one.name, one.why) if isinstance(one, Refused) else as_texts(one)


def _plain(name: str) -> str:
    """A file's name without any way out of a folder."""
    last = PurePosixPath(name.replace("\\", "/")).name[-100:]
    return "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in last).lstrip(".") or "package"
