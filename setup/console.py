"""What a person sees while the set-up works: one line a step, and what it is busy with just now."""

import shutil
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from sandbox.debian import told

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / "build" / "setup.log"

TAIL = 15
"""Lines of a failed program that are shown: enough for the error, short enough for one screen."""

CLEAR = "\r\x1b[K"
"""Back to the start of the terminal's line, and empty it."""

LOG_COLUMNS = 110

HEARTBEAT_SECONDS = 10.0
"""Without a terminal a line of progress comes this often, so that a build log shows what takes long."""


class SetupError(Exception):
    """A step could not be done. `mend` is what to do, `tail` what its program said last."""

    def __init__(self, why: str, mend: str, tail: Sequence[str] = ()) -> None:
        super().__init__(why)
        self.why, self.mend, self.tail = why, mend, tuple(tail)


class Console:
    """Prints steps to `out`; everything that programs say also goes to `log`, if there is one."""

    def __init__(self, out: TextIO = sys.stdout, log: TextIO | None = None) -> None:
        self._out, self._log = out, log
        self._terminal = out.isatty()
        self._tail: deque[str] = deque(maxlen=TAIL)
        self._title = ""
        self._said_at = 0.0

    @property
    def tail(self) -> tuple[str, ...]:
        """What was said last in this step."""
        return tuple(self._tail)

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Around the work of one step: says when it begins, and how long it took."""
        began = self._said_at = time.monotonic()
        self._tail.clear()
        self._title = title
        if self._terminal:
            self._busy("")
        else:
            self._line(f"  … {title}")
        try:
            yield
        except SetupError as error:
            self._line(f"  ✗ {title}: {error.why}")
            raise
        self._line(f"  ✓ {title} ({time.monotonic() - began:.1f} s)")

    def say(self, text: str) -> None:
        """One line of progress inside a step."""
        self._tail.append(text)
        if self._log:
            self._log.write(text + "\n")
        if self._terminal:
            self._busy(text)
        elif time.monotonic() - self._said_at >= HEARTBEAT_SECONDS:
            self._said_at = time.monotonic()
            self._line(f"    {text[:LOG_COLUMNS]}")

    def note(self, text: str) -> None:
        """A sentence that stays on the screen."""
        for line in text.splitlines():
            self._line(f"    {line}")

    def run(self, command: Sequence[str], why: str, mend: str, *, environ: Mapping[str, str] | None = None) -> None:
        """Run a program in the project's folder. Raises `SetupError` with these words where it fails."""
        if told(command, self.say, folder=ROOT, environ=environ) != 0:
            raise SetupError(why, network_mend(self.tail) or mend, self.tail)

    def heading(self, text: str) -> None:
        """A line of its own, outside a step."""
        self._line(text)

    def failed(self, error: SetupError) -> None:
        """The last words of what failed, then what to do."""
        self.note("\n".join(error.tail))
        self._line(f"\n{error.mend}\nEverything that was said is in {LOG.relative_to(ROOT)}.")

    def _busy(self, text: str) -> None:
        """On a terminal: the step and what it does just now, on one line that the next one replaces."""
        width = shutil.get_terminal_size().columns - 1
        self._out.write(CLEAR + f"  … {self._title}  {text}"[:width])
        self._out.flush()

    def _line(self, text: str) -> None:
        self._out.write(f"{CLEAR if self._terminal else ''}{text}\n")
        self._out.flush()


OFFLINE_SIGNS = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "Network is unreachable",
    "Connection refused",
    "ConnectTimeoutError",
    "NewConnectionError",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ETIMEDOUT",
    "ECONNREFUSED",
    "ENETUNREACH",
)
"""How pip and npm say that they cannot reach their registry."""

STRANGER_SIGNS = (
    "CERTIFICATE_VERIFY_FAILED",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
)
"""How they say that somebody in between answers with a certificate of their own."""


def network_mend(lines: Sequence[str]) -> str:
    """What to do when these last words mean that the network is in the way; "" when they mean something else."""
    said = "\n".join(lines)
    if any(sign in said for sign in STRANGER_SIGNS):
        return (
            "A proxy on the way to the package registry shows a certificate that is not known here. Name its "
            "certificates in a file to pip (PIP_CERT) and to npm (NODE_EXTRA_CA_CERTS), then repeat."
        )
    if any(sign in said for sign in OFFLINE_SIGNS):
        return (
            "The package registry cannot be reached. Check the network (and the proxy or mirror settings of pip and "
            "npm), then repeat: what is done is kept."
        )
    return ""
