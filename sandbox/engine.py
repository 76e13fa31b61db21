"""Find the Docker engine that answers, or install and start one where that is this program's place to do.

Trouble is a value, not an exception: `NoEngine` says why there is no engine and what a person does about it, because
the room opens without Docker too.
"""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import docker
import requests

from sandbox.debian import Say, apt_install, is_debian, may_install, told, with_system_programs

START_SECONDS = 60
"""A first start on a slow disk creates its databases; later ones take about two seconds."""

DAEMON_LOG = Path("/var/log/greenroom-dockerd.log")


@dataclass(frozen=True, slots=True)
class NoEngine:
    """There is no Docker engine to use: `why` in one sentence, `mend` is what to do."""

    why: str
    mend: str

    def __str__(self) -> str:
        return f"{self.why} {self.mend}"


def connect(timeout: float = 60, places: Iterable[Path] | None = None) -> docker.DockerClient | NoEngine:
    """A client of the first engine that answers; `timeout` bounds each later request, in seconds.

    `DOCKER_HOST` alone decides when it is set; otherwise `places` (the usual sockets) are tried in turn.
    """
    if host := os.environ.get("DOCKER_HOST"):
        found = _client(host, timeout)
        if not isinstance(found, Exception):
            return found
        return NoEngine(
            f"No Docker engine answers at DOCKER_HOST={host} ({reason(found)}).",
            "Start that engine, or unset DOCKER_HOST to use the one on this machine.",
        )
    denied: Path | None = None
    for place in sockets() if places is None else places:
        found = _client(f"unix://{place}", timeout)
        if not isinstance(found, Exception):
            return found
        if isinstance(found, PermissionError):
            denied = place
    if denied is not None:
        return NoEngine(
            f"You may not use the Docker engine at {denied}.",
            'Run: sudo usermod -aG docker "$USER", sign out and in again, and repeat.',
        )
    return NoEngine("No Docker engine answers on this machine.", mend())


def _client(address: str, timeout: float) -> docker.DockerClient | Exception:
    """A client of the engine at this address, or why there is none."""
    try:
        if address.startswith("unix://"):  # asked first, because the SDK leaves a socket open where nobody listens
            with socket.socket(socket.AF_UNIX) as probe:
                probe.connect(address.removeprefix("unix://"))
        return docker.from_env(timeout=round(timeout), environment={**os.environ, "DOCKER_HOST": address})
    except (OSError, docker.errors.DockerException, requests.RequestException) as error:
        return error


def sockets() -> Iterator[Path]:
    """Where engines usually listen, existing ones only: the system's, a rootless one, a desktop's."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    places = [Path("/var/run/docker.sock"), Path.home() / ".docker/run/docker.sock"]
    if runtime:
        places.insert(1, Path(runtime) / "docker.sock")
    return (place for place in places if place.is_socket())


def mend() -> str:
    """What a person does where this program may not do it itself."""
    if _dockerd():
        return "Start it: sudo systemctl start docker (without systemd: run dockerd as root)."
    if is_debian():
        return "Install it: sudo apt-get install docker.io, or run make up as root once."
    return "Install Docker Engine with your system's own packages and start it."


def ensure(say: Say) -> docker.DockerClient | NoEngine:
    """The engine that answers; else, as root on Debian or Ubuntu, one that is installed and started now."""
    found = connect()
    if not isinstance(found, NoEngine) or os.environ.get("DOCKER_HOST") or os.geteuid() != 0:
        return found
    if not _dockerd():
        if not may_install():
            return found
        if failed := apt_install(packages(), say):
            return NoEngine("Docker could not be installed.", failed)
    return start(say)


def packages() -> list[str]:
    """What an engine needs to start here: with AppArmor in the kernel, its parser too."""
    enabled = _first_line(Path("/sys/module/apparmor/parameters/enabled")) == "Y"
    return ["docker.io", "iptables", *(["apparmor"] if enabled else [])]


def start(say: Say) -> docker.DockerClient | NoEngine:
    """Start the installed engine as root: by systemd where that runs, else `dockerd` by hand in its own session."""
    found = connect()
    if not isinstance(found, NoEngine):
        return found  # its package has started it already
    daemon: subprocess.Popen[bytes] | None = None
    if Path("/run/systemd/system").is_dir():
        say("systemctl start docker")
        told(["systemctl", "start", "docker"], say)
    else:
        say(f"starting dockerd (its log is {DAEMON_LOG})")
        with DAEMON_LOG.open("ab") as log:
            daemon = subprocess.Popen(
                ["dockerd"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env={**os.environ, "PATH": with_system_programs(os.environ.get("PATH", ""))},
            )
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        found = connect()
        if not isinstance(found, NoEngine):
            return found
        if daemon is not None and daemon.poll() is not None:
            break
        time.sleep(0.1)  # the engine offers nothing else to wait on before its socket is there
    return NoEngine("The Docker engine was started and does not answer.", _last_words(daemon))


def reason(error: object) -> str:
    """The one clause of an error that says something: "Connection refused" out of three wrapped traces."""
    text = str(getattr(error, "explanation", None) or getattr(error, "strerror", None) or error)
    quoted = re.findall(r"'([^']+)'", text)
    return quoted[-1] if quoted else text.rsplit(": ", maxsplit=1)[-1].strip(' ()"') or type(error).__name__


def _dockerd() -> str | None:
    return shutil.which("dockerd", path=with_system_programs(os.environ.get("PATH", "")))


def _last_words(daemon: subprocess.Popen[bytes] | None) -> str:
    if daemon is None:
        return "See: journalctl -u docker."
    try:
        lines = DAEMON_LOG.read_text(errors="replace").splitlines()
    except OSError:
        lines = []
    telling = [line for line in lines if "level=info" not in line][-5:]
    return "\n".join([f"The end of {DAEMON_LOG}:", *telling])


def _first_line(file: Path) -> str:
    try:
        return file.read_text().split("\n", 1)[0]
    except OSError:
        return ""
