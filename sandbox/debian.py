"""Debian's own tools, told line by line. Standard library only: the set-up uses this before anything is installed."""

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Say = Callable[[str], None]
"""Told one line of progress at a time."""

LOCK_SECONDS = 300
"""How long to wait for another apt, such as the nightly upgrade, before giving up."""


def is_debian(release: Path = Path("/etc/os-release")) -> bool:
    """Whether this is Debian, Ubuntu or a child of theirs."""
    try:
        lines = release.read_text().splitlines()
    except OSError:
        return False
    kin = [line.split("=", 1)[1].strip("\"'") for line in lines if line.startswith(("ID=", "ID_LIKE="))]
    return not {"debian", "ubuntu"}.isdisjoint(" ".join(kin).split())


def may_install() -> bool:
    """Whether installing packages is this program's to do: root, on Debian or Ubuntu."""
    return os.geteuid() == 0 and is_debian()


def apt_install(packages: Sequence[str], say: Say) -> str:
    """`apt-get install` these; "" when it worked, else what to do. Fetches the index only when the first try fails."""
    names = " ".join(packages)
    say(f"apt-get install {names}")
    wait = ["-o", f"DPkg::Lock::Timeout={LOCK_SECONDS}"]
    command = ["apt-get", *wait, "install", "-y", "-q", "--no-install-recommends", *packages]
    if told(command, say) == 0:
        return ""
    if told(["apt-get", *wait, "update", "-q"], say) == 0 and told(command, say) == 0:
        return ""
    return f"apt-get could not install {names}. Run: apt-get update && apt-get install {names}; mend what it reports."


def told(
    command: Sequence[str], say: Say, *, folder: Path | None = None, environ: Mapping[str, str] | None = None
) -> int:
    """Run a program to its end, each line that it prints told as it comes; the exit code, 127 where there is none."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", **(environ or {})}
    env["PATH"] = with_system_programs(env.get("PATH", ""))
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=env,
            cwd=folder,
        )
    except FileNotFoundError:
        say(f"{command[0]}: there is no such program here")
        return 127
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            if text := line.strip():
                say(text)
    return process.returncode


def with_system_programs(path: str) -> str:
    """A search path with the places of system programs, which an ordinary account may lack."""
    return f"{path}:/usr/local/sbin:/usr/sbin:/sbin"
