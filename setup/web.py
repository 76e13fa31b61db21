"""The web half: a Node that Vite supports, the locked npm packages, and the bundle in `web/dist`."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from setup.console import ROOT, Console
from setup.python import VENV, packages
from setup.stamps import done, key, mark, tree

WEB = ROOT / "web"
DIST = WEB / "dist"
NOT_BUNDLED = frozenset({"node_modules", "dist", "templates", "tests"})
"""What lies in `web/` and does not change the bundle."""


def node(console: Console) -> None:
    """The system's Node where it is new enough and has npm, else one from PyPI in the virtual environment."""
    if _system_node() is None:
        packages(console, "requirements-node.lock", "Node (none on this machine is new enough)")


def modules(console: Console) -> None:
    """`npm ci`: exactly what package-lock.json lists."""
    stamp = WEB / "node_modules" / ".greenroom"
    made_from = key(_version(), files=[WEB / "package.json", WEB / "package-lock.json"])
    if done(stamp, made_from):
        return
    with console.step("npm packages"):
        console.run(
            [_npm(), "--prefix", str(WEB), "ci", "--no-audit", "--no-fund"],
            "npm could not install the packages of web/package-lock.json.",
            "Mend what it reports above and repeat.",
            environ=environ(),
        )
        mark(stamp, made_from)


def bundle(console: Console) -> None:
    """`npm run build`, when something that it is made from has changed."""
    stamp, made_from = DIST / ".greenroom", key(files=tree(WEB, leave=NOT_BUNDLED))
    if done(stamp, made_from):
        return
    with console.step("Web bundle"):
        console.run(
            [_npm(), "--prefix", str(WEB), "run", "build"],
            "the web bundle does not build.",
            "Mend what it reports above and repeat.",
            environ=environ(),
        )
        mark(stamp, made_from)


def supported(version: str) -> bool:
    """Whether Vite runs on this `node --version`: 20.19 and later 20s, or 22.12 and everything after."""
    try:
        major, minor = (int(part) for part in version.strip().removeprefix("v").split(".")[:2])
    except ValueError:
        return False
    return (major, minor) >= (22, 12) or (major == 20 and minor >= 19)


def environ() -> dict[str, str]:
    """The environment in which the chosen node and npm come first."""
    path = os.environ.get("PATH", "")
    return {} if _system_node() else {"PATH": f"{VENV / 'bin'}:{path}"}


@cache
def _system_node() -> str | None:
    """The version of a node that will do, with npm beside it."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return answer.stdout.strip() if supported(answer.stdout) else None


def _version() -> str:
    """What decides which native npm packages fit: the system's Node, or the lock of ours."""
    return _system_node() or key(files=[ROOT / "requirements-node.lock"])


def _npm() -> str:
    return "npm" if _system_node() else str(Path(VENV, "bin", "npm"))
