"""What must be on the machine itself: the Docker engine with its images; for the tests, Chromium and Compose."""

import os
import shutil
import subprocess
from collections.abc import Callable

from sandbox.debian import apt_install, may_install, told
from setup.console import ROOT, Console, SetupError
from setup.python import PYTHON

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Names under which a browser that the tests can drive may be installed, in order of preference."""

COMPOSE = (("docker", "compose"), ("docker-compose",))
"""Compose as the client's plugin, or as a program of its own."""


def docker(console: Console) -> None:
    """The engine and the images of the languages that every Greenroom has."""
    _images(console, [])


def every_language(console: Console) -> None:
    """The engine and the images of all languages. The first time that is the longest step of all, later nothing."""
    _images(console, ["all"])


def _images(console: Console, languages: list[str]) -> None:
    """The engine, and the images that runs in these languages start from.

    Asking takes 0.2 s, and there is no stamp: engines and images come and go without our doing. The room opens
    without them, so trouble is told and the set-up goes on; where CI is set nobody reads along, so it stops.
    """
    if os.environ.get("GREENROOM_SANDBOX", "auto") != "auto":
        return
    try:
        with console.step("Docker and the images of the languages"):
            command = [str(PYTHON), "-m", "sandbox.build", "--lines", *languages]
            if told(command, console.say, folder=ROOT) != 0:
                raise SetupError(
                    "some or all runs are off, everything else works.", "Then repeat, or see: make doctor", console.tail
                )
    except SetupError as error:
        if ci():
            raise
        console.note("\n".join([*error.tail, error.mend]))


def gvisor(console: Console) -> None:
    """The engine's second runtime, for the tests that run hostile programs under it too."""
    if os.environ.get("GREENROOM_SANDBOX", "auto") != "auto":
        return
    try:
        with console.step("gVisor, for the red team's second tier"):
            if told([str(PYTHON), "-m", "sandbox.gvisor"], console.say, folder=ROOT) != 0:
                raise SetupError("it could not be installed, so those tests are skipped.", "", console.tail)
    except SetupError as error:
        if ci():
            raise
        console.note("\n".join([*error.tail, error.mend]))


def chromium(console: Console) -> None:
    """A browser for the browser tests, from Debian's own packages. Ubuntu's package only asks for its snap."""
    packages = ["chromium", "fonts-liberation"]
    if not browser():
        _install(console, "Chromium, for the browser tests", packages, browser, "On Ubuntu: sudo snap install chromium")


def compose(console: Console) -> None:
    """Compose, for the test that brings up compose.yaml. Ubuntu has version 2 under a name of its own."""
    if composer():
        return
    ubuntu_s = "docker-compose-v2"
    package = ubuntu_s if _works(["apt-cache", "show", ubuntu_s]) else "docker-compose"
    _install(console, "Compose, for the test of compose.yaml", [package], composer)


def compiler(console: Console) -> None:
    """A C compiler with a static libc, for the tests of the sandbox's init outside a container."""
    if not _static_c():
        _install(console, "A C compiler, for the tests of the sandbox's init", ["gcc", "libc6-dev"], _static_c)


def browser() -> str | None:
    """The path of a browser that starts."""
    return next((path for name in BROWSERS if (path := shutil.which(name)) and _works([path, "--version"])), None)


def composer() -> tuple[str, ...] | None:
    """The command that runs Compose here."""
    return next((command for command in COMPOSE if _works([*command, "version"])), None)


def ci() -> bool:
    """Whether this is a build that nobody watches: then what is missing is a failure."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def _install(
    console: Console, title: str, packages: list[str], found: Callable[[], object], otherwise: str = ""
) -> None:
    """Install these where that is ours to do, else say how. What cannot be had stops the set-up only in CI."""
    mend = f"Run: sudo apt-get install {' '.join(packages)}. {otherwise}".strip()
    try:
        with console.step(title):
            if not may_install():
                raise SetupError("not here, so those tests are skipped.", mend)
            if apt_install(packages, console.say) or not found():
                raise SetupError("it could not be installed, so those tests are skipped.", mend, console.tail)
    except SetupError as error:
        if ci():
            raise
        console.note("\n".join([*error.tail, error.mend]))


def _static_c() -> bool:
    """Whether a program can be linked here that needs nothing else."""
    if not shutil.which("cc"):
        return False
    link = ["cc", "-static", "-x", "c", "-o", "/dev/null", "-"]
    return subprocess.run(link, input=b"int main(void){return 0;}", capture_output=True, check=False).returncode == 0


def _works(command: list[str]) -> bool:
    """Whether this program is here and ends well."""
    return bool(shutil.which(command[0])) and subprocess.run(command, capture_output=True, check=False).returncode == 0
