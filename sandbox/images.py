"""The images that runs start from: one base, and one image per folder in `languages/`, each tagged by its content.

A language's build context is its own folder, without `probe/` and `language.toml`, with `sandbox/init` beside it as
`init/` and what its `shares` names as `shared/`; its tag is the hash of exactly those bytes: an edit builds anew, and
nothing else does. Dockerfiles begin `ARG BASE` / `FROM ${BASE}`.
"""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from pathlib import Path

import docker

from sandbox.languages import FILE, shared_files

HERE = Path(__file__).parent
LABEL = "greenroom.language"
PROBE = "probe"
"""The folder of a language that holds what the tests ask it to run."""
BASE = "greenroom/base:trixie-2"
"""The local name of the base, pulled or bootstrapped: what the Dockerfiles get as `BASE`. The number counts how it is
made, so that an older one is not taken for it."""


class ImageTrouble(Exception):
    """An image cannot be had; the text says why and what to do."""


def languages(house: Path = HERE) -> list[str]:
    """Ids of the languages that have an image to build, sorted."""
    return sorted(folder.parent.name for folder in (house / "languages").glob("*/Dockerfile"))


def context(language: str, house: Path = HERE) -> Iterator[tuple[str, Path]]:
    """(name in the build context, file) of everything that one language's image is made of, in a fixed order."""
    folder = house / "languages" / language
    for prefix, root in (("", folder), ("init/", house / "init")):
        for file in sorted(root.rglob("*")):
            within = file.relative_to(root)
            if file.is_file() and "__pycache__" not in within.parts and within.parts[0] not in (PROBE, FILE):
                yield prefix + within.as_posix(), file
    for name in shared_files(folder):
        yield f"shared/{name}", house / "languages" / name


def tag(language: str, house: Path = HERE) -> str:
    """`greenroom/<language>:<hash of the build context>`: what a run of this checkout starts from."""
    digest = hashlib.sha256()
    for name, file in context(language, house):
        content = file.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return f"greenroom/{language}:{digest.hexdigest()[:16]}"


def present(client: docker.DockerClient, image: str) -> bool:
    """Whether the engine has this image."""
    try:
        client.images.get(image)
    except docker.errors.ImageNotFound:
        return False
    return True


def packed(language: str, house: Path = HERE) -> io.BytesIO:
    """The build context as a gzipped tar: root's, and readable by all, whoever checked it out with whatever umask."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, file in context(language, house):
            archive.add(file, name, filter=_as_root)
    packed.seek(0)
    return packed


def _as_root(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mode = 0o755 if member.mode & 0o100 else 0o644
    return member
