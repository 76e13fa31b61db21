"""The images that runs start from: one base, and one image per folder in `languages/`, each tagged by its content.

A language's build context is its own folder, without `probe/`, and `sandbox/init` beside it as `init/`; its tag is the
hash of exactly those bytes: an edit builds anew, and nothing else does. Dockerfiles begin `ARG BASE` / `FROM ${BASE}`.
"""

import hashlib
import io
import shutil
import sys
import tarfile
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import docker
import requests

from sandbox.debian import Say, apt_install, may_install, told
from sandbox.engine import NoEngine, ensure, reason

HERE = Path(__file__).parent
PROBE = "probe"
"""The folder of a language that holds what the tests ask it to run."""
SUITE = "trixie"
UPSTREAM = "debian:trixie-slim"
BASE = "greenroom/base:trixie"
"""The local name of the base, pulled or bootstrapped: what the Dockerfiles get as `BASE`."""

_SLIM = [f"--dpkgopt=path-exclude=/usr/share/{what}/*" for what in ("doc", "man", "info", "locale", "groff", "lintian")]
"""What Debian's own slim image leaves out too."""

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
"""Debian's own keys: Ubuntu trusts them only when told to."""

REGISTRY_SECONDS = 15
"""A registry that says nothing for so long is taken as out of reach, and the base is bootstrapped instead."""


class ImageTrouble(Exception):
    """An image cannot be had; the text says why and what to do."""


def languages(house: Path = HERE) -> list[str]:
    """Ids of the languages that have an image to build, sorted."""
    return sorted(folder.parent.name for folder in (house / "languages").glob("*/Dockerfile"))


def context(language: str, house: Path = HERE) -> Iterator[tuple[str, Path]]:
    """(name in the build context, file) of everything that one language's image is made of, in a fixed order."""
    roots = (("", house / "languages" / language), ("init/", house / "init"))
    for prefix, root in roots:
        for file in sorted(root.rglob("*")):
            within = file.relative_to(root)
            if file.is_file() and "__pycache__" not in within.parts and within.parts[0] != PROBE:
                yield prefix + within.as_posix(), file


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


def build_all(client: docker.DockerClient, say: Say) -> None:
    """Make the base and every language image that is missing. Raises `ImageTrouble`."""
    base(client, say)
    for language in languages():
        build(client, language, say)


def build(client: docker.DockerClient, language: str, say: Say, house: Path = HERE) -> str:
    """Build one language's image unless it is there; its tag. Raises `ImageTrouble`."""
    image = tag(language, house)
    if present(client, image):
        return image
    say(f"building {image}")
    events = client.api.build(
        fileobj=packed(language, house),
        custom_context=True,
        encoding="gzip",
        tag=image,
        buildargs={"BASE": BASE},
        labels={"greenroom.language": language},
        rm=True,
        forcerm=True,
        decode=True,
    )
    for event in events:
        for line in (event.get("stream") or event.get("error") or "").splitlines():
            if line.strip():
                say(line.strip())
        if "error" in event:
            raise ImageTrouble(
                f"The image for {language} does not build; what it said last is above. Mend "
                f"sandbox/languages/{language}/Dockerfile, or the network if a package could not be had, and repeat."
            )
    return image


def base(client: docker.DockerClient, say: Say) -> None:
    """Make `BASE`: pull Debian's slim image, or bootstrap the same from packages where no registry answers."""
    if present(client, BASE):
        return
    if not present(client, UPSTREAM) and (trouble := pull(client, UPSTREAM, say)):
        say(f"no image registry answers ({trouble}): bootstrapping Debian {SUITE} from packages")
        _bootstrap(client, say)
        return
    repository, name = BASE.split(":")
    client.images.get(UPSTREAM).tag(repository, name)


def pull(client: docker.DockerClient, image: str, say: Say, patience: float = REGISTRY_SECONDS) -> str:
    """Pull an image; "" when it worked, else why not. `patience` is for each silence, in seconds."""
    say(f"pulling {image}")
    events: Queue[dict[str, Any]] = Queue()
    threading.Thread(target=_pull_into, args=(client, image, events), daemon=True).start()
    while True:
        try:
            event = events.get(timeout=patience)
        except Empty:
            return f"silence for {patience:g} s"
        if "error" in event:
            return reason(event["error"])
        if event.get("done"):
            return ""
        say(" ".join(filter(None, (event.get("id"), event.get("status"), event.get("progress")))))


def _pull_into(client: docker.DockerClient, image: str, events: "Queue[dict[str, Any]]") -> None:
    """The blocking half of a pull. The SDK gives it no time limit, so it has a thread that may be left behind."""
    repository, name = image.rsplit(":", maxsplit=1)
    try:
        for event in client.api.pull(repository, name, stream=True, decode=True):
            events.put(event)
        events.put({"done": True})
    except (docker.errors.DockerException, requests.RequestException) as error:
        events.put({"error": error})


def _bootstrap(client: docker.DockerClient, say: Say) -> None:
    """Make `BASE` from Debian's packages with mmdebstrap. Raises `ImageTrouble`."""
    if not shutil.which("mmdebstrap"):
        if not may_install():
            raise ImageTrouble(
                f"No image registry answers and mmdebstrap is not installed. Install mmdebstrap (Debian, Ubuntu), or "
                f"load {UPSTREAM} into the engine by hand: docker load < image.tar"
            )
        if failed := apt_install(["mmdebstrap", "debian-archive-keyring"], say):
            raise ImageTrouble(failed)
    with tempfile.TemporaryDirectory(prefix="greenroom-base-") as scratch:
        tarball = Path(scratch) / "base.tar"
        keyring = [f"--keyring={KEYRING}"] if KEYRING.exists() else []
        command = ["mmdebstrap", "--variant=minbase", *keyring, *_SLIM, SUITE, str(tarball)]
        if told(command, say) != 0:
            raise ImageTrouble(f"mmdebstrap failed. Mend what it reports and repeat: {' '.join(command[:2])} {SUITE}")
        say(f"importing {BASE} ({tarball.stat().st_size // 2**20} MiB)")
        repository, name = BASE.split(":")
        client.api.import_image(str(tarball), repository=repository, tag=name, changes=['CMD ["/bin/bash"]'])


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


def main() -> int:
    """`python -m sandbox.images`: the engine and every image, with progress on standard output."""
    client = ensure(_print)
    if isinstance(client, NoEngine):
        _print(str(client))
        return 1
    try:
        build_all(client, _print)
    except ImageTrouble as trouble:
        _print(str(trouble))
        return 1
    except (docker.errors.DockerException, requests.RequestException) as error:
        _print(f"The Docker engine could not do it: {reason(error)}. Mend that and repeat; make doctor may say more.")
        return 1
    _print(f"ready: {', '.join([BASE, *map(tag, languages())])}")
    return 0


def _print(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
