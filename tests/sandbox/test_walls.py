"""What a program finds around it: nothing of the host, of other runs, or of the tests; and no way out."""

import asyncio
import json
import platform
from textwrap import dedent
from typing import Any

import pytest

from sandbox.client import SandboxClient
from sandbox.contract import Case, Limits, Verdict
from sandbox.hardening import FIRST_UID
from tests.sandbox.programs import carry_out, echoes, spec
from tests.sandbox.relay import Relay

pytestmark = pytest.mark.docker

CALLS = {
    "x86_64": {
        "io_uring_setup": 425, "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311, "pidfd_getfd": 438,
        "add_key": 248, "request_key": 249, "keyctl": 250, "bpf": 321, "userfaultfd": 323, "perf_event_open": 298,
        "unshare": 272, "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161, "setns": 308, "shmget": 29,
        "msgget": 68, "semget": 64, "kcmp": 312, "open_by_handle_at": 304, "fsopen": 430, "open_tree": 428,
        "init_module": 175, "kexec_load": 246, "an x32 call": 0x40000000 | 39,
    },
    "aarch64": {
        "io_uring_setup": 425, "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271, "pidfd_getfd": 438,
        "add_key": 217, "request_key": 218, "keyctl": 219, "bpf": 280, "userfaultfd": 282, "perf_event_open": 241,
        "unshare": 97, "mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51, "setns": 268, "shmget": 194,
        "msgget": 186, "semget": 190, "kcmp": 272, "open_by_handle_at": 265, "fsopen": 430, "open_tree": 428,
        "init_module": 105, "kexec_load": 104,
    },
}[platform.machine()]  # fmt: skip


TRIED = """
    import ctypes, os, socket, subprocess
    libc = ctypes.CDLL(None, use_errno=True)

    def tried(act):
        try:
            return act() or "done"
        except OSError as error:
            return error.strerror or type(error).__name__

    def made(number, *arguments):
        ctypes.set_errno(0)
        libc.syscall(number, *arguments, *[0] * (6 - len(arguments)))
        return os.strerror(ctypes.get_errno())
"""


async def looked(sandbox: SandboxClient, source: str, argument: Any = None) -> Any:
    """What the program's `f` answers."""
    program = dedent(TRIED) + dedent(source)
    outcome = await carry_out(sandbox, spec(program, [Case("look", [argument], checked=False)]))
    assert outcome.verdicts == [Verdict.UNCHECKED], outcome
    return outcome.cases[0].got


async def test_system_calls_that_lead_out_are_refused(sandbox: SandboxClient) -> None:
    source = """
        def f(calls):
            return {name: made(number) for name, number in calls.items()}
    """
    assert await looked(sandbox, source, CALLS) == dict.fromkeys(CALLS, "Operation not permitted")


async def test_new_namespaces_are_refused_by_clone_too(sandbox: SandboxClient) -> None:
    source = """
        def f(clone):
            flags = [0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000]
            return [made(clone, flag | 17) for flag in flags]
    """
    clone = {"x86_64": 56, "aarch64": 220}[platform.machine()]
    assert await looked(sandbox, source, clone) == ["Operation not permitted"] * 7


async def test_only_ordinary_sockets_exist_and_they_reach_nobody(sandbox: SandboxClient) -> None:
    source = """
        def f(a):
            def opened(family, kind):
                return tried(lambda: socket.socket(family, kind).close())
            return {
                "ordinary": [opened(family, socket.SOCK_STREAM) for family in (1, 2, 10)],
                "others": sorted({opened(n, kind) for n in range(46) if n not in (1, 2, 10) for kind in (1, 2, 3, 5)}),
                "IPv4": tried(lambda: socket.create_connection(("192.0.2.1", 80), 2)),
                "IPv6": tried(lambda: socket.create_connection(("2001:db8::1", 80), 2)),
                "name": tried(lambda: socket.gethostbyname("example.com")),
                "interfaces": open("/proc/net/dev").read().count(":"),
            }
    """
    found = await looked(sandbox, source)
    assert found.pop("IPv6") in ("Network is unreachable", "Cannot assign requested address")
    assert found == {
        "ordinary": ["done"] * 3,
        "others": ["Operation not permitted"],
        "IPv4": "Network is unreachable",
        "name": "Temporary failure in name resolution",
        "interfaces": 1,
    }


async def test_nothing_can_be_written_but_a_small_tmp_without_programs(sandbox: SandboxClient) -> None:
    source = """
        PLACES = [
            "/x", "/etc/x", "/var/tmp/x", "/home/x", "/sandbox/x", "/sandbox/shim.py", "/dev/shm/x", "/proc/sys/vm/x",
            "/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/sys/fs/cgroup/x", "/proc/1/oom_score_adj",
        ]
        def f(a):
            written = [place for place in PLACES if tried(lambda: open(place, "wb", 0).write(b"0")) == "done"]
            with open("/tmp/program", "w") as program:
                program.write("#!/bin/true")
            os.chmod("/tmp/program", 0o755)
            return {
                "written": written,
                "executed": tried(lambda: subprocess.run(["/tmp/program"])),
                "shared memory": os.path.exists("/dev/shm"),
                "device": tried(lambda: os.mknod("/tmp/device", 0o060600, 1)),
                "inodes": os.statvfs("/tmp").f_files,
                "less killable": tried(lambda: open("/proc/self/oom_score_adj", "wb", 0).write(b"-1000")),
            }
    """
    assert await looked(sandbox, source) == {
        "written": [],
        "executed": "Permission denied",
        "shared memory": False,
        "device": "Operation not permitted",
        "inodes": 4096,
        "less killable": "Permission denied",
    }


async def test_pid_1_shows_nothing_of_itself(sandbox: SandboxClient) -> None:
    source = """
        def f(a):
            names = ["mem", "environ", "maps", "fd/0", "fd/1", "root", "cwd", "exe", "auxv", "stack", "io"]
            return sorted({tried(lambda: open(f"/proc/1/{name}", "rb").read(1)) for name in names})
    """
    assert set(await looked(sandbox, source)) <= {"Permission denied", "Operation not permitted"}


async def test_a_program_has_no_rights_and_no_identity_of_the_hosts(sandbox: SandboxClient) -> None:
    source = """
        def f(a):
            status = dict(line.split() for line in open("/proc/self/status") if len(line.split()) == 2)
            return {
                "rights": sorted({status[name + ":"] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")}),
                "no new": status["NoNewPrivs:"],
                "user": sorted({*os.getresuid(), *os.getresgid(), *os.getgroups()}),
                "host": os.uname().nodename,
                "environment": sorted(os.environ),
                "processes": sum(name.isdigit() for name in os.listdir("/proc")),
                "resolver": [line.split()[1] for line in open("/etc/resolv.conf") if line.startswith("nameserver")],
            }
    """
    found = await looked(sandbox, source)
    (user,) = found.pop("user")
    assert FIRST_UID <= user < 65536
    assert set(found.pop("environment")) <= {"HOME", "PATH", "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE", "LC_CTYPE"}
    assert found == {
        "rights": ["0" * 16],
        "no new": "1",
        "host": "sandbox",
        "processes": 2,
        "resolver": ["127.0.0.1"],
    }


async def test_no_setuid_program_is_in_an_image(sandbox: SandboxClient) -> None:
    source = """
        def f(a):
            found = []
            for top, folders, names in os.walk("/"):
                folders[:] = [name for name in folders if name not in ("proc", "sys")]
                modes = {name: os.lstat(os.path.join(top, name)).st_mode for name in names}
                found += [name for name, mode in modes.items() if mode & 0o6000 and mode & 0o170000 == 0o100000]
            return found
    """
    assert await looked(sandbox, source) == []


LOOK_AROUND = """
    import os
    def f(a):
        folders = ["/tmp", "/tmp/run", "/dev", "/dev/mqueue", "/sandbox", "/proc/self/fd"]
        files = ["/proc/self/cmdline", "/proc/sysvipc/shm", "/proc/sysvipc/msg", "/proc/sysvipc/sem"]
        return [
            [sorted(os.listdir(folder)) for folder in folders],
            [open(file).read() for file in files if os.path.exists(file)],
            sorted(os.environ.items()),
        ]
"""

LITTER = """
    def f(a):
        for number in range(9):
            open(f"/tmp/{number}", "w").write("x")
        queue = libc.mq_open(b"/left", 0o102, 0o600, None)
        return [queue, libc.shmget(1, 4096, 0o1600), libc.msgget(1, 0o1600), libc.semget(1, 1, 0o1600)]
"""


async def test_the_next_run_finds_no_trace_of_the_one_before(sandbox: SandboxClient) -> None:
    before = await looked(sandbox, LOOK_AROUND)
    assert await looked(sandbox, LITTER) == [-1, -1, -1, -1]
    assert await looked(sandbox, LOOK_AROUND) == before


async def test_hidden_and_visible_runs_look_the_same_from_inside(sandbox: SandboxClient) -> None:
    visible = await carry_out(sandbox, spec(dedent(LOOK_AROUND), [Case("example-1", [1], checked=False)], run="a"))
    hidden = await carry_out(sandbox, spec(dedent(LOOK_AROUND), [Case("edge-1", [1], expected="x")], run="b"))
    assert visible.got == hidden.got


async def test_two_runs_at_once_have_different_users(sandbox: SandboxClient) -> None:
    source = """
        import time
        def f(a):
            time.sleep(0.7)
            return os.getuid()
    """
    users = await asyncio.gather(looked(sandbox, source), looked(sandbox, source))
    assert len(set(users)) == 2


async def test_no_byte_of_an_expected_value_crosses_into_a_container(sandbox: SandboxClient, relay: Relay) -> None:
    """The tap hears everything that goes to the engine: the making of the container and both its streams."""
    secret = "expected-canary-4711"
    cases = [
        Case("hidden-1", ["input-canary-1"], expected=secret),
        Case("hidden-2", ["input-canary-2"], expected=[1, {"deep": [secret]}]),
        Case("hidden-3", ["input-canary-3"], expected={secret: 47114711}),
    ]
    for language, source in (("python", "def f(a):\n    return a"), ("javascript", "const f = (a) => a;")):
        outcome = await carry_out(sandbox, spec(source, cases, language=language))
        assert outcome.verdicts == [Verdict.WRONG] * 3
    for heard in ("input-canary-1", "input-canary-2", "input-canary-3"):
        assert relay.sent.count(heard.encode()) == 2
    for never in (secret, "47114711", "hidden-1"):
        assert never.encode() not in relay.sent


async def test_a_container_is_made_with_every_wall(sandbox: SandboxClient, relay: Relay) -> None:
    """What the engine was asked for, word by word: a flag that is dropped by a change is missed here."""
    limits = Limits(memory_mb=100, pids=20)
    await carry_out(sandbox, spec("def f(a):\n    return a", echoes(1), limits=limits))
    body = bytes(relay.sent).split(b"/containers/create", 1)[1].split(b"\r\n\r\n", 1)[1]
    made, _ = json.JSONDecoder().raw_decode(body.decode(errors="replace"))
    host = made["HostConfig"]
    assert {name: host[name] for name in WALLS} == WALLS
    assert {(each["Name"], each["Soft"], each["Hard"]) for each in host["Ulimits"]} == {
        ("nofile", 256, 256),
        ("fsize", 16 << 20, 16 << 20),
        ("core", 0, 0),
        ("stack", 64 << 20, 64 << 20),
    }
    assert host["Tmpfs"]["/tmp"].startswith("rw,nosuid,nodev,noexec,size=25m,nr_inodes=4096,mode=0700,uid=6080")
    assert (made["Entrypoint"], made["Hostname"], made["Healthcheck"]["Test"]) == (
        ["/sandbox/init"],
        "sandbox",
        ["NONE"],
    )
    assert (made.get("Env") or [], made["Tty"], made["User"].split(":")[0] in ("60800", "60801")) == ([], False, True)
    assert set(made["Labels"]) == {"greenroom.owner"}
    assert not host.get("Binds")
    assert not host.get("Privileged")


WALLS = {
    "NetworkMode": "none",
    "ReadonlyRootfs": True,
    "CapDrop": ["ALL"],
    "SecurityOpt": ["no-new-privileges:true"],
    "PidsLimit": 21,
    "Memory": 100 << 20,
    "MemorySwap": 100 << 20,
    "NanoCpus": 1_000_000_000,
    "IpcMode": "none",
    "LogConfig": {"Type": "none", "Config": {}},
    "Init": False,
    "Runtime": "runc",
    "AutoRemove": True,
}
