"""A stranger's package as bytes: a folder, or an archive of one. Regular files only, few enough and small enough.

Invariant: nothing outside the package is ever read. A link may lead to another place in the package; one that leads out
is refused, because the file behind it would end up in a task.
"""

import os
import stat
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

MAX_FILES: Final = 5_000
MAX_FILE: Final = 32 * 1024 * 1024
MAX_PACKAGE: Final = 256 * 1024 * 1024
"""Bytes. A package may hold much more than a task: what does not fit into one is left out later, and told."""
MAX_DEPTH: Final = 12
MAX_LINKS: Final = 8
"""Links that lead to links."""


class BadPackage(Exception):
    """A package that cannot be brought in; the text is a sentence with the mend."""


@dataclass(frozen=True, slots=True)
class Package:
    """Its name, every file by its path with slashes, and the links in it that lead out of it and were not followed."""

    name: str
    files: Mapping[str, bytes]
    outside: tuple[str, ...] = ()

    def none_outside(self, *folders: str) -> None:
        """Raise BadPackage if a link in one of these folders leads out of the package: what is behind it is needed."""
        for path in self.outside:
            if path.startswith(folders):
                raise BadPackage(f"{path} is a link that leads out of the package. Put the file itself there.")

    def below(self, folder: str) -> dict[str, bytes]:
        """The files below a folder, by their path in it."""
        start = folder.rstrip("/") + "/"
        return {path.removeprefix(start): data for path, data in self.files.items() if path.startswith(start)}


def read_package(path: Path, most: int = 0) -> Package:
    """The package at this path, of at most so many bytes (0: the usual many). Raises BadPackage."""
    try:
        if path.is_dir():
            outside: list[str] = []
            files = _limited(_walk(path, path.resolve(), "", outside), most)
            return Package(path.resolve().name, files, tuple(outside))
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                return _unwrapped(path.stem, _limited(_zip(archive), most))
        if path.is_file() and tarfile.is_tarfile(path):
            with tarfile.open(path) as tar:
                return _unwrapped(path.name.split(".")[0], _limited(_tar(tar), most))
    except (OSError, tarfile.TarError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise BadPackage(f"{path} cannot be read: {error}.") from error
    raise BadPackage(
        f"{path} is neither a folder nor a zip or tar archive. Choose the package's folder, or an archive of it."
    )


def _limited(entries: Iterator[tuple[str, bytes]], most: int) -> dict[str, bytes]:
    most = most or MAX_PACKAGE
    files: dict[str, bytes] = {}
    size = 0
    for path, data in entries:
        files[path] = data
        size += len(data)
        if len(files) > MAX_FILES:
            raise BadPackage(f"The package has more than {MAX_FILES:,} files. Name the folder of one problem.")
        if size > most:
            raise BadPackage(f"The package holds more than {most >> 20} MB. Take large test data out of it.")
    return dict(sorted(files.items()))


# Folders ------------------------------------------------------------------------------------------------------------


def _walk(folder: Path, root: Path, below: str, outside: list[str]) -> Iterator[tuple[str, bytes]]:
    if below.count("/") > MAX_DEPTH:
        raise BadPackage(f"{below} lies more than {MAX_DEPTH} folders deep. A link may lead round in a circle.")
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = f"{below}/{entry.name}" if below else entry.name
            if entry.name in (".git", ".DS_Store", "__pycache__", "node_modules"):
                continue
            if entry.is_symlink() and not _inside(Path(entry.path), root, path):
                outside.append(path)
            elif entry.is_dir():
                yield from _walk(Path(entry.path), root, path, outside)
            elif stat.S_ISREG(entry.stat().st_mode):
                yield path, _read(Path(entry.path), path)


def _inside(link: Path, root: Path, path: str) -> bool:
    """Whether the link leads to something in the package."""
    target = link.resolve()
    if root in target.parents and not target.exists():
        raise BadPackage(f"{path} is a link that leads nowhere. Put the file there, or remove the link.")
    return root in target.parents


def _read(file: Path, path: str) -> bytes:
    if file.stat().st_size > MAX_FILE:
        raise BadPackage(_too_large(path))
    return file.read_bytes()


def _too_large(path: str) -> str:
    return f"{path} is larger than {MAX_FILE >> 20} MB. Take it out of the package."


# Archives -----------------------------------------------------------------------------------------------------------


def _zip(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    if len(archive.infolist()) > 2 * MAX_FILES:
        raise BadPackage(f"The package has more than {MAX_FILES:,} files. Name the folder of one problem.")
    links: dict[str, str] = {}
    plain: dict[str, zipfile.ZipInfo] = {}
    for member in archive.infolist():
        if member.is_dir():
            continue
        path = safe_path(member.filename)
        if stat.S_ISLNK(member.external_attr >> 16):
            links[path] = _zipped(archive, member, 4096).decode(errors="replace")
        else:
            plain[path] = member
    for path, member in plain.items():
        yield path, _zipped(archive, member, MAX_FILE)
    for path, target in _followed(links, plain):
        yield path, _zipped(archive, plain[target], MAX_FILE)


def _zipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """The member's bytes. What it says of its size is not believed."""
    with archive.open(member) as opened:
        data = opened.read(most + 1)
    if len(data) > most:
        raise BadPackage(_too_large(member.filename))
    return data


def _tar(archive: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    links: dict[str, str] = {}
    plain: dict[str, bytes] = {}
    for count, member in enumerate(archive):
        if count > 2 * MAX_FILES:
            raise BadPackage(f"The package has more than {MAX_FILES:,} files. Name the folder of one problem.")
        if member.isdir():
            continue
        path = safe_path(member.name)
        if member.issym():
            links[path] = member.linkname
        elif member.islnk():
            links[path] = ("/" * path.count("/") and _upwards(path) + member.linkname) or member.linkname
        elif member.isreg():
            if member.size > MAX_FILE:
                raise BadPackage(_too_large(path))
            opened = archive.extractfile(member)
            plain[path] = opened.read() if opened else b""
            yield path, plain[path]
    for path, target in _followed(links, plain):
        yield path, plain[target]


def _upwards(path: str) -> str:
    """A hard link counts from the archive's root, a symbolic one from its own folder."""
    return "../" * path.count("/")


def safe_path(name: str) -> str:
    """A member's name as a path that stays in the package. Raises BadPackage."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if not parts or name.startswith("/") or ".." in parts or "\0" in name:
        raise BadPackage(f"The archive holds {name!r}, which leads out of it. It is not brought in.")
    return "/".join(parts)


def _followed(links: Mapping[str, str], plain: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """(where a link stands, the file it leads to), for links to files and to folders."""
    for link in links:
        target = _target(link, links)
        if target in plain:
            yield link, target
            continue
        inside = [path for path in plain if path.startswith(f"{target}/")]
        if not inside:
            raise BadPackage(f"{link} is a link that leads nowhere. Put the file there, or remove the link.")
        for path in inside:
            yield link + path.removeprefix(target), path


def _target(link: str, links: Mapping[str, str]) -> str:
    at = link
    for _ in range(MAX_LINKS):
        if at not in links:
            return at
        parts = list(PurePosixPath(at).parts[:-1])
        if links[at].startswith("/"):
            break
        for step in PurePosixPath(links[at]).parts:
            if step == ".." and not parts:
                raise BadPackage(f"{link} is a link that leads out of the package. Put the file itself there.")
            parts = parts[:-1] if step == ".." else [*parts, step]
        at = "/".join(parts)
    raise BadPackage(f"{link} is a link that leads out of the package. Put the file itself there.")


def _unwrapped(name: str, files: dict[str, bytes]) -> Package:
    """The package without the one folder that holds all of it, where there is one: that one has its name."""
    tops = {path.partition("/")[0] for path in files}
    if len(tops) == 1 and all("/" in path for path in files):
        (top,) = tops
        return Package(top, {path.partition("/")[2]: data for path, data in files.items()})
    return Package(name, files)
