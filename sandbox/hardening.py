"""How a run's container is made: every wall that the engine offers, in one place. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

OWNER_LABEL: Final = "greenroom.owner"
INIT: Final = "/sandbox/init"

FIRST_UID: Final = 60800
"""In a range that systems leave free, and below 65536, which is all that rootless engines and user namespaces map. Some
limits of the kernel (inotify) count by user: each container has its own."""
UIDS: Final = 4000
"""More containers than one machine could ever hold at a time."""
MIB: Final = 1024 * 1024
OPEN_FILES: Final = 256
FILE_BYTES: Final = 16 * MIB
STACK_BYTES: Final = 64 * MIB
TMP_MB: Final = 64
TMP_INODES: Final = 4096
ONE_CPU: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a container is made of. Two runs with the same recipe can take the same waiting container.

    `memory_mb` is everything that it may use, swap included; `pids` counts the program's processes and threads, without
    init. With `exec` files in its one writable place may be executed. `runtime` is a name that the engine knows.
    `first` are the frames that its init is sent as soon as it stands: they start what waits with it.
    """

    image: str
    memory_mb: int
    pids: int
    exec: bool = False
    runtime: str = "runc"
    first: bytes = b""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One container: what it is made of, whose it is, and its number (0, 1, ..) among those that there are."""

    recipe: Recipe
    owner: str
    number: int


def host_config(wanted: Wanted) -> Mapping[str, Any]:
    """Arguments of the SDK's `create_host_config`."""
    memory = wanted.recipe.memory_mb * MIB
    return {
        "network_mode": "none",
        "read_only": True,
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        "pids_limit": wanted.recipe.pids + 1,  # init is one of them
        "mem_limit": memory,
        "memswap_limit": memory,  # memory and swap together: no swap
        "nano_cpus": ONE_CPU,
        "ulimits": [
            _ulimit("nofile", OPEN_FILES),
            _ulimit("fsize", FILE_BYTES),
            _ulimit("core", 0),
            _ulimit("stack", STACK_BYTES),
        ],
        "tmpfs": {"/tmp": _tmp(wanted)},
        "dns": ["127.0.0.1"],  # nobody answers there; else the host's own servers would be named in resolv.conf
        "dns_search": ["."],
        "ipc_mode": "none",  # no /dev/shm, which would be a second disk without an inode limit
        "log_config": {"type": "none", "config": {}},  # or a flood of output would fill the host's disk
        "init": False,
        "runtime": wanted.recipe.runtime,
        "auto_remove": True,  # also when this process is killed: init ends with its streams
    }


def config(wanted: Wanted) -> Mapping[str, Any]:
    """Arguments of the SDK's `create_container`, beside the host's part."""
    return {
        "image": wanted.recipe.image,
        "entrypoint": [INIT],
        "command": [],
        "user": f"{_uid(wanted)}:{_uid(wanted)}",
        "working_dir": "/tmp",
        "hostname": "sandbox",
        "environment": {},
        "labels": {OWNER_LABEL: wanted.owner},
        "healthcheck": {"test": ["NONE"]},
        "stdin_open": True,
        "tty": False,
    }


def _uid(wanted: Wanted) -> int:
    return FIRST_UID + wanted.number


def _ulimit(name: str, most: int) -> Mapping[str, Any]:
    return {"Name": name, "Soft": most, "Hard": most}


def _tmp(wanted: Wanted) -> str:
    """The one place to write to. Its pages count as the container's memory, so it must stay well below that."""
    size = min(TMP_MB, wanted.recipe.memory_mb // 4)
    uid, execute = _uid(wanted), "exec" if wanted.recipe.exec else "noexec"
    return f"rw,nosuid,nodev,{execute},size={size}m,nr_inodes={TMP_INODES},mode=0700,uid={uid},gid={uid}"
