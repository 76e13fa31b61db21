"""What works on this machine for running code, what does not, and the mend of each: the sandbox's half."""

import asyncio
import re
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import docker
import requests
import structlog
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sandbox import images
from sandbox.client import SandboxClient
from sandbox.engine import NoEngine, connect, reason
from sandbox.hardening import Recipe, Wanted, config, host_config
from sandbox.languages import Language, load_languages
from sandbox.probes import PROBES, Run, asked
from sandbox.service import serving

ANSWER_SECONDS: Final = 15
"""An engine that takes longer than this for one answer is as good as none."""

RUNC_MENDED: Final = {(1, 2): 8, (1, 3): 3, (1, 4): 3}
"""First good patch of each runc line; lines before these stay bad (CVE-2024-21626, CVE-2025-31133, -52565, -52881,
CVE-2026-41579: ways out of a container for who may choose its image, its mounts or an exec)."""


class State(StrEnum):
    """How a check came out; the value is the word that is shown, because colour alone tells too few people."""

    WORKS = "works"
    NOTE = "note"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the table. `mend` is empty only where nothing needs mending."""

    what: str
    state: State
    found: str
    mend: str = ""


def checks() -> list[Check]:
    """Everything about Docker that runs depend on. Never raises: trouble is a check that is broken."""
    client = connect(timeout=ANSWER_SECONDS)
    if isinstance(client, NoEngine):
        return [Check("Docker engine", State.BROKEN, client.why, client.mend)]
    try:
        return list(_of(client))
    except (docker.errors.DockerException, requests.RequestException) as error:
        mend = "Restart the engine (sudo systemctl restart docker) and look into its log."
        return [Check("Docker engine", State.BROKEN, f"It stopped answering: {reason(error)}.", mend)]
    finally:
        client.close()


def _of(client: docker.DockerClient) -> Iterator[Check]:
    version, info = client.version(), client.info()
    yield Check("Docker engine", State.WORKS, f"{version['Version']}, {info.get('Driver', 'unknown')} storage")
    yield limits(info)
    yield seccomp(info)
    yield runc(_component(version, "runc"))
    if not images.present(client, images.BASE):
        yield Check("Base image", State.BROKEN, f"{images.BASE} is not there.", "Run: make up")
        return
    yield Check("Base image", State.WORKS, images.BASE)
    yield from languages(load_languages(), frozenset(_built(client)))
    yield logs(_created(client))


def limits(info: dict[str, Any]) -> Check:
    """Whether the kernel lets the engine bound a container. `info` is the engine's own report."""
    what, found = "Limits on memory, processor and processes", f"cgroup v{info.get('CgroupVersion', '1')}"
    missing = [
        word
        for fact, word in (("MemoryLimit", "memory"), ("CpuCfsQuota", "processor"), ("PidsLimit", "processes"))
        if not info.get(fact)
    ]
    if missing:
        mend = "Use a kernel with these cgroup controllers; inside a container or a small VM, ask for them to be on."
        return Check(what, State.BROKEN, f"{found}, without a limit on {', '.join(missing)}.", mend)
    if not info.get("SwapLimit"):
        mend = "Boot with swapaccount=1 on the kernel's command line, or switch swap off."
        return Check(what, State.NOTE, f"{found}; swap is not counted, so a program may use more memory.", mend)
    return Check(what, State.WORKS, found)


def seccomp(info: dict[str, Any]) -> Check:
    """Whether the engine filters system calls."""
    what, options = "System call filter", " ".join(info.get("SecurityOptions") or [])
    if "seccomp" not in options:
        mend = "Use a kernel and an engine with seccomp, and start dockerd without seccomp-profile=unconfined."
        return Check(what, State.BROKEN, "The engine runs without seccomp.", mend)
    if "profile=unconfined" in options:
        mend = "Take seccomp-profile out of /etc/docker/daemon.json and restart the engine."
        return Check(what, State.BROKEN, "The engine's default profile is unconfined.", mend)
    return Check(what, State.WORKS, "seccomp, default profile")


def runc(version: str) -> Check:
    """Whether the container runtime has published ways out. A distribution may mend without a new number: a note."""
    what, match = "Container runtime", re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    if match is None:
        return Check(what, State.NOTE, f"runc {version or 'of unknown version'}.", "Make sure that it is up to date.")
    major, minor, patch = map(int, match.groups())
    newest_line = max(RUNC_MENDED)
    mended = RUNC_MENDED.get((major, minor))
    if (major, minor) > newest_line or (mended is not None and patch >= mended):
        return Check(what, State.WORKS, f"runc {version}")
    return Check(
        what,
        State.NOTE,
        f"runc {version} is older than the last published escapes; a distribution may have mended its own.",
        "Keep the system's updates on; for strangers' code, give the sandbox a machine of its own.",
    )


def logs(created: dict[str, Any]) -> Check:
    """Whether the engine keeps nothing of what programs print. `created` is its report of a run's container."""
    what = "What programs print is kept by nobody"
    kind = created.get("HostConfig", {}).get("LogConfig", {}).get("Type")
    if kind == "none":
        return Check(what, State.WORKS, "the log driver of runs is none")
    mend = "Use Docker Engine itself: an engine that logs what programs print lets one of them fill the disk."
    return Check(what, State.BROKEN, f"The engine uses the log driver {kind} where none was asked for.", mend)


def _created(client: docker.DockerClient) -> dict[str, Any]:
    """What the engine makes of a run's container, which is not started."""
    api, wanted = client.api, Wanted(Recipe(images.BASE, memory_mb=64, pids=16), "doctor", 0)
    made = api.create_container(host_config=api.create_host_config(**host_config(wanted)), **config(wanted))
    try:
        return dict(api.inspect_container(made["Id"]))
    finally:
        api.remove_container(made["Id"], force=True, v=True)


async def walls(run: Run) -> list[Check]:
    """What the probes find, each run through the given sandbox. Never raises."""
    found = [await asked(run, probe) for probe in PROBES]
    return [
        Check(each.probe.what, State.BROKEN, each.trouble, each.probe.mend)
        if each.trouble
        else Check(each.probe.what, State.WORKS, "held")
        for each in found
    ]


async def own_walls() -> list[Check]:
    """The same through a sandbox of our own, which is gone afterwards. Nothing where there is no engine to ask."""
    if isinstance(client := connect(timeout=ANSWER_SECONDS), NoEngine):
        return []
    client.close()
    before = structlog.get_config()
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())  # the table is what it says
    try:
        with TemporaryDirectory(prefix="greenroom-doctor-") as folder:
            path = Path(folder) / "sandbox.sock"
            async with serving(path, places=2):
                return await walls(SandboxClient(path).run)
    finally:
        structlog.configure(**before)


def languages(known: Sequence[Language], built: Collection[str]) -> Iterator[Check]:
    """Which languages can run: one of `make up`'s own that is not `built` (ids) is broken, the others wait to be asked
    for."""
    for language in known:
        if language.default and language.id not in built:
            what = f"Language {language.title}"
            yield Check(what, State.BROKEN, "Its image is not built, or was built from older files.", "Run: make up")
    if ready := [language.title for language in known if language.id in built]:
        yield Check("Languages", State.WORKS, ", ".join(ready))
    if others := [language.id for language in known if not (language.default or language.id in built)]:
        mend = f'Run: make languages LANGUAGES="{" ".join(others)}" (or some of them; make languages builds all)'
        yield Check("Languages not built", State.NOTE, ", ".join(others), mend)


def _built(client: docker.DockerClient) -> Iterator[str]:
    return (language for language in images.languages() if images.present(client, images.tag(language)))


def _component(version: dict[str, Any], name: str) -> str:
    """The version of one of the engine's parts, "" where it does not say."""
    return next((part["Version"] for part in version.get("Components") or [] if part["Name"] == name), "")


def table(found: Sequence[Check]) -> Table:
    """The checks as people read them: a word for the state, and under what is broken its mend."""
    marks = {
        State.WORKS: ("✓ works", "green"),
        State.NOTE: ("! note", "yellow"),
        State.BROKEN: ("✗ broken", "bold red"),
    }
    shown = Table(show_edge=False, pad_edge=False, box=None, padding=(0, 2, 0, 0))
    for heading in ("State", "What", "Found"):
        shown.add_column(heading, overflow="fold")
    for check in found:
        word, style = marks[check.state]
        shown.add_row(Text(word, style), check.what, Text(check.found))
        if check.mend:
            shown.add_row("", "", Text(f"→ {check.mend}"))
    return shown


def healthy(found: Sequence[Check]) -> bool:
    """Whether nothing is broken; notes do not count."""
    return all(check.state is not State.BROKEN for check in found)


def main() -> int:
    """`python -m sandbox.doctor`: the sandbox's half alone, for its machine. 1 when something is broken."""
    found = [*checks(), *asyncio.run(own_walls())]
    Console().print(table(found))
    return 0 if healthy(found) else 1


if __name__ == "__main__":
    sys.exit(main())
