"""`python -m setup.lock [--upgrade]`: write the three lock files anew from pyproject.toml, with uv.

The locks hold exact versions and hashes for every supported Python and system, and no addresses: which registry or
mirror serves the files is each machine's own business, and the hashes hold wherever they come from.
"""

import sys
from collections.abc import Sequence

from setup.console import ROOT, Console, SetupError
from setup.python import PYTHON

UV = "uv==0.13.9"
UV_HOME = ROOT / "build" / "uv"

LOCKS: dict[str, list[str]] = {
    "requirements.lock": ["pyproject.toml", "--group", "build"],
    "requirements-dev.lock": ["pyproject.toml", "--group", "build", "--extra", "dev", "-c", "requirements.lock"],
    "requirements-node.lock": ["--group", "node"],
}
"""Each lock file with what it is resolved from. The development lock repeats the pins of the first one."""


def main(arguments: Sequence[str]) -> int:
    """Exit code 0 when all are written."""
    console = Console()
    try:
        with console.step(UV):
            console.run([str(PYTHON), "-m", "venv", str(UV_HOME)], "no environment for uv.", "Mend what it reports.")
            pip = [str(UV_HOME / "bin" / "pip"), "install", "-q", "--disable-pip-version-check", UV]
            console.run(pip, "uv could not be installed.", "Mend what it reports and repeat.")
        for lock, sources in LOCKS.items():
            with console.step(lock):
                console.run(
                    _compile(lock, sources, arguments),
                    "the dependencies do not resolve.",
                    "Change them in pyproject.toml and repeat.",
                    environ={"UV_CUSTOM_COMPILE_COMMAND": "make lock"},
                )
    except SetupError as error:
        console.failed(error)
        return 1
    return 0


def _compile(lock: str, sources: Sequence[str], arguments: Sequence[str]) -> list[str]:
    uv = [str(UV_HOME / "bin" / "uv"), "--native-tls", "pip", "compile", "--quiet", *arguments]
    fixed = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
    return [*uv, *fixed, *sources, "--output-file", lock]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
