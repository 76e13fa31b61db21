"""The Python half: a virtual environment, the hash-locked packages, and Greenroom itself in it."""

import importlib.util
import shutil
import sys
from pathlib import Path

from sandbox.debian import apt_install, may_install
from setup.console import ROOT, Console, SetupError
from setup.stamps import done, key, mark

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

_INSTALL = ["-m", "pip", "install", "--disable-pip-version-check", "--no-deps", "--progress-bar", "off"]


def environment(console: Console) -> None:
    """`.venv`, made anew when it is of another Python or of another place (its scripts name both)."""
    if fits(VENV):
        return
    with console.step("Python environment"):
        if importlib.util.find_spec("ensurepip") is None:
            _install_venv(console)
        if VENV.exists():
            shutil.rmtree(VENV)
        console.run(
            [sys.executable, "-m", "venv", str(VENV)],
            "the virtual environment could not be made.",
            "Mend what it reports above and repeat.",
        )


def fits(venv: Path) -> bool:
    """Whether this is a complete environment of this very Python, made at this very place."""
    try:
        lines = (venv / "pyvenv.cfg").read_text().splitlines()
    except OSError:
        return False
    facts = {name.strip(): value.strip() for name, _, value in (line.partition("=") for line in lines)}
    return (
        facts.get("version") == ".".join(map(str, sys.version_info[:3]))
        and facts.get("command", "").endswith(str(venv.resolve()))  # where a link leads is the place
        and (venv / "bin" / "pip").exists()
    )


def packages(console: Console, lock: str, title: str) -> None:
    """Everything that a lock file lists, each file checked against its hash."""
    stamp, made_from = VENV / f".greenroom-{lock}", key(files=[ROOT / lock])
    if done(stamp, made_from):
        return
    with console.step(title):
        console.run(
            [str(PYTHON), *_INSTALL, "--require-hashes", "-r", lock],
            f"pip could not install {lock}.",
            "Mend what it reports above and repeat: what is done is kept.",
        )
        mark(stamp, made_from)


def project(console: Console) -> None:
    """Greenroom itself, editable, built by the setuptools of the lock: nothing unlocked is fetched."""
    stamp, made_from = VENV / ".greenroom-project", key(files=[ROOT / "pyproject.toml"])
    if done(stamp, made_from):
        return
    with console.step("Greenroom itself"):
        console.run(
            [str(PYTHON), *_INSTALL, "--no-build-isolation", "-e", str(ROOT)],
            "Greenroom could not be installed into its environment.",
            "Mend what it reports above and repeat.",
        )
        mark(stamp, made_from)


def _install_venv(console: Console) -> None:
    """Debian and Ubuntu keep `ensurepip` in a package of its own."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not may_install():
        raise SetupError(
            f"this Python has no ensurepip ({Path(sys.executable).name}).",
            f"Run: sudo apt-get install {package} (or your system's package for it), and repeat.",
        )
    if failed := apt_install([package], console.say):
        raise SetupError("ensurepip is missing and could not be installed.", failed)
