"""Servers as processes of our own: started on a free port of loopback, taken down whatever happens."""

import ctypes
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

HOST: Final = "127.0.0.1"
STARTS_WITHIN_S: Final = 30.0
STOPS_WITHIN_S: Final = 10.0
_LIBC: Final = ctypes.CDLL(None)
_PR_SET_PDEATHSIG: Final = 1


class CannotMeasure(Exception):
    """Something cannot be measured here. The text says why, and what to do."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: Sequence[str], port: int, env: Mapping[str, str], cwd: Path | None = None) -> Iterator[int]:
    """Run a server until the block ends, and give its process id once it takes connections. Raises `CannotMeasure`."""
    with tempfile.TemporaryFile() as output:
        server = subprocess.Popen(
            command,
            env={**_clean(os.environ), **env},
            cwd=cwd,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 there are no threads yet when servers start
        )
        try:
            if not _answers(server, port):
                output.seek(0)
                said = output.read().decode(errors="replace").strip()[-2000:]
                raise CannotMeasure(f"“{' '.join(command)}” does not start: {said or 'it says nothing'}")
            yield server.pid
        finally:
            _take_down(server)


def _end_with_parent() -> None:
    """Runs in the child before its program: the kernel ends it when we are killed and no block is left in order."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _clean(env: Mapping[str, str]) -> dict[str, str]:
    """Without the settings of somebody's own Greenroom."""
    return {name: value for name, value in env.items() if not name.startswith("GREENROOM_")}


def _answers(server: "subprocess.Popen[bytes]", port: int) -> bool:
    deadline = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return True
        time.sleep(0.02)
    return False


def _take_down(server: "subprocess.Popen[bytes]") -> None:
    """The process is the leader of its own session, so its children go with it."""
    for signum in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signum)
        with suppress(subprocess.TimeoutExpired):
            server.wait(STOPS_WITHIN_S)
            return
