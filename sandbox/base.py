"""The base of every image: Debian's slim image, pulled, or bootstrapped from packages where no registry answers."""

import shutil
import tempfile
import threading
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import docker
import requests

from sandbox.debian import Say, apt_install, may_install, told
from sandbox.engine import reason
from sandbox.images import BASE, ImageTrouble, present

SUITE = "trixie"
UPSTREAM = "debian:trixie-slim"

_SLIM = [f"--dpkgopt=path-exclude=/usr/share/{what}/*" for what in ("doc", "man", "info", "locale", "groff", "lintian")]
"""What Debian's own slim image leaves out too."""

_NOTHING_KEPT = "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"
KEEPS_NOTHING = f"""\
DPkg::Post-Invoke {{ "{_NOTHING_KEPT}"; }};
APT::Update::Post-Invoke {{ "{_NOTHING_KEPT}"; }};
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
"""
"""What apt in an image shall know, as in Debian's own slim image: what it has fetched and installed takes room for ever
in the layer that it was fetched in, a hundred megabytes in most images."""

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
"""Debian's own keys: Ubuntu trusts them only when told to."""

REGISTRY_SECONDS = 15
"""A registry that says nothing for so long is taken as out of reach, and the base is bootstrapped instead."""


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
        clean = Path(scratch) / "clean"
        clean.write_text(KEEPS_NOTHING)
        steps = (f"upload {clean} /etc/apt/apt.conf.d/docker-clean", 'rm -f "$1"/var/cache/apt/*.bin')
        hooks = [f"--customize-hook={step}" for step in steps]
        command = ["mmdebstrap", "--variant=minbase", *keyring, *_SLIM, *hooks, SUITE, str(tarball)]
        if told(command, say) != 0:
            raise ImageTrouble(f"mmdebstrap failed. Mend what it reports and repeat: {' '.join(command[:2])} {SUITE}")
        say(f"importing {BASE} ({tarball.stat().st_size // 2**20} MiB)")
        repository, name = BASE.split(":")
        client.api.import_image(str(tarball), repository=repository, tag=name, changes=['CMD ["/bin/bash"]'])
