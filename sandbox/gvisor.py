"""`python -m sandbox.gvisor`: gVisor's runsc for the engine of this machine, so that GREENROOM_RUNTIME=runsc works.

Under runsc a program talks to a kernel of its own, written in Go, and not to the host's: slower to start, which the
pool hides, and a wall more. The program comes from Debian's own package, by way of an image, because older releases
have none; the engine learns its name without a restart, so nothing that runs is disturbed.
"""

import io
import json
import os
import signal
import sys
import tarfile
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import docker
import requests

from sandbox.base import base
from sandbox.engine import NoEngine, ensure, reason
from sandbox.images import BASE, ImageTrouble

NAME: Final = "runsc"
PROGRAM: Final = Path("/usr/local/lib/greenroom/runsc")
ARGUMENTS: Final = ("--network=none", "--platform=systrap")
"""Without a network of its own no start works, where containers have none; systrap needs no hardware."""
CONFIGURATION: Final = Path("/etc/docker/daemon.json")
DAEMON_PID: Final = Path("/var/run/docker.pid")
RELOAD_SECONDS: Final = 20
PROGRAM_BYTES: Final = 256 * 1024 * 1024

DOCKERFILE: Final = """
ARG BASE
FROM ${BASE}
RUN apt-get update && apt-get install --yes --no-install-recommends runsc && rm -rf /var/lib/apt/lists/*
"""


class GvisorTrouble(Exception):
    """runsc cannot be had; the text says why and what to do."""


def known(client: docker.DockerClient) -> bool:
    """Whether the engine knows runsc."""
    return NAME in (client.info().get("Runtimes") or {})


def install(client: docker.DockerClient) -> None:
    """Bring runsc and tell the engine. Raises GvisorTrouble, ImageTrouble and the SDK's own errors."""
    if os.geteuid() != 0:
        raise GvisorTrouble(f"Only root may install a runtime. Run: sudo {sys.executable} -m sandbox.gvisor")
    if not PROGRAM.exists():
        base(client, _say)
        _say("taking runsc out of Debian's package")
        _write(PROGRAM, _program(client))
    _configure(PROGRAM)
    _reload(client)


def configured(before: str, program: Path) -> str:
    """The engine's configuration with runsc in it, as text. Raises GvisorTrouble where `before` is no configuration."""
    try:
        settings: Any = json.loads(before or "{}")
    except ValueError as error:
        raise GvisorTrouble(f"{CONFIGURATION} is not JSON ({error}). Mend it and repeat.") from error
    if not isinstance(settings, dict) or not isinstance(settings.get("runtimes", {}), dict):
        raise GvisorTrouble(f"{CONFIGURATION} is not a configuration of the engine. Mend it and repeat.")
    runtime: Mapping[str, Any] = {"path": str(program), "runtimeArgs": list(ARGUMENTS)}
    runtimes = {**settings.get("runtimes", {}), NAME: runtime}
    return json.dumps({**settings, "runtimes": runtimes}, indent=2) + "\n"


def _program(client: docker.DockerClient) -> bytes:
    """The program's bytes, out of a container that has never been started."""
    image, _ = client.images.build(fileobj=io.BytesIO(DOCKERFILE.encode()), buildargs={"BASE": BASE}, rm=True)
    container = client.containers.create(image, ["true"], network_mode="none")
    try:
        chunks, _ = container.get_archive("/usr/bin/runsc")
        with tempfile.TemporaryFile() as packed:
            for chunk in chunks:
                packed.write(chunk)
            packed.seek(0)
            with tarfile.open(fileobj=packed) as archive:
                member = archive.next()
                content = archive.extractfile(member) if member and member.size <= PROGRAM_BYTES else None
                if content is None:
                    raise GvisorTrouble("Debian's package of runsc holds no program where it should be.")
                return content.read()
    finally:
        container.remove(force=True)
        client.images.remove(str(image.id), force=True)


def _write(program: Path, content: bytes) -> None:
    program.parent.mkdir(parents=True, exist_ok=True)
    fresh = program.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.chmod(0o755)
    fresh.replace(program)


def _configure(program: Path) -> None:
    before = CONFIGURATION.read_text() if CONFIGURATION.exists() else ""
    after = configured(before, program)
    if after != before:
        CONFIGURATION.parent.mkdir(parents=True, exist_ok=True)
        CONFIGURATION.write_text(after)


def _reload(client: docker.DockerClient) -> None:
    """Have the engine read its configuration again, and wait until it knows the name."""
    if not DAEMON_PID.exists():
        raise GvisorTrouble("The engine's process is not known here. Restart the engine: sudo systemctl restart docker")
    os.kill(int(DAEMON_PID.read_text()), signal.SIGHUP)
    until = time.monotonic() + RELOAD_SECONDS
    while not known(client):
        if time.monotonic() > until:
            raise GvisorTrouble(f"The engine did not take {CONFIGURATION}. Its log says why; mend that and repeat.")
        time.sleep(0.1)  # the engine gives no other news of having read it


def main() -> int:
    client = ensure(_say)
    if isinstance(client, NoEngine):
        _say(str(client))
        return 1
    try:
        if not known(client):
            install(client)
    except (GvisorTrouble, ImageTrouble) as trouble:
        _say(str(trouble))
        return 1
    except (docker.errors.DockerException, requests.RequestException) as error:
        _say(f"The Docker engine could not do it: {reason(error)}. Mend that and repeat.")
        return 1
    _say(f"The engine knows {NAME}. Use it with GREENROOM_RUNTIME={NAME}.")
    return 0


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
