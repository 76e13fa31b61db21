"""Small hostile programs that ask the real walls whether they hold: for the doctor, and to guard hidden tests.

Each runs as any candidate's program does, through the same judge in the same kind of container: what it finds is what
a candidate would find. `asked` never raises: trouble is a check that is broken.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from textwrap import dedent
from typing import Final

from sandbox.contract import Case, CaseJudged, Finished, Limits, Piece, RunSpec, Verdict

HELD: Final = "held"
LANGUAGE: Final = "python"
"""Every sandbox has it, and it reaches every system call."""
QUICK: Final = Limits(cpu_seconds=2, wall_seconds=6, memory_mb=128)

Run = Callable[[RunSpec], AsyncGenerator[Piece, None]]


@dataclass(frozen=True, slots=True)
class Probe:
    """One program. Its `f` answers HELD or what gave way, unless `ends` says how the run must end instead.

    `broken` is the sentence for a wall that did not hold, `mend` what to do about it.
    """

    what: str
    source: str
    broken: str
    mend: str
    ends: Verdict = Verdict.PASSED


@dataclass(frozen=True, slots=True)
class Found:
    """What came of one probe; `trouble` is empty where the wall held."""

    probe: Probe
    trouble: str = ""


UNCHANGED: Final = (
    "Use Debian's docker.io or Docker's own packages with their default settings. Run no strangers' code until then."
)

PROBES: Final = (
    Probe(
        "Processes are counted",
        """
        import os, time
        def f(a):
            for started in range(2000):
                try:
                    if os.fork() == 0:
                        time.sleep(30)
                        os._exit(0)
                except OSError:
                    return "held"
            return f"{started} processes"
        """,
        "A fork bomb is not stopped",
        "Give the engine a kernel with the pids controller of control groups.",
    ),
    Probe(
        "Memory is bounded",
        "def f(a):\n    held = []\n    while True: held.append(bytearray(8 << 20))",
        "A program may use more memory than its limit",
        "Give the engine a kernel with the memory controller of control groups, and swap accounting or no swap.",
        Verdict.MEMORY_LIMIT,
    ),
    Probe(
        "Time is bounded",
        "def f(a):\n    while True: pass",
        "A program may compute for longer than its limit",
        "See whether the machine is overloaded, and run this again.",
        Verdict.TIME_LIMIT,
    ),
    Probe(
        "Printing is bounded",
        "import os\ndef f(a):\n    while True: os.write(1, b'x' * 65536)",
        "A program may print without end",
        "Build the images again: make up",
        Verdict.OUTPUT_LIMIT,
    ),
    Probe(
        "There is no network",
        """
        import os, socket
        def f(a):
            if open("/proc/net/dev").read().count(":") > 1:
                return "an interface besides lo"
            for address in (("192.0.2.1", 80), ("172.17.0.1", 2375), ("169.254.169.254", 80)):
                try:
                    socket.create_connection(address, 1).close()
                    return f"a connection to {address[0]}"
                except OSError:
                    pass
            return "the engine's socket" if os.path.exists("/var/run/docker.sock") else "held"
        """,
        "A program reaches the network",
        UNCHANGED,
    ),
    Probe(
        "Nothing but a small /tmp can be written to",
        """
        import os
        def f(a):
            for place in ("/x", "/etc/x", "/usr/x", "/var/tmp/x", "/sandbox/x", "/dev/x", "/proc/sys/kernel/hostname",
                          "/sys/fs/cgroup/x", "/home/x", "/opt/x", "/dev/shm/x"):
                try:
                    open(place, "wb", 0).write(b"x")
                    return place
                except OSError:
                    pass
            size = os.statvfs("/tmp")
            return "held" if size.f_blocks * size.f_frsize <= 256 << 20 and size.f_files <= 65536 else "a large /tmp"
        """,
        "A program writes outside of its own folder",
        UNCHANGED,
    ),
    Probe(
        "Dangerous system calls are refused",
        """
        import ctypes, os, platform
        CALLS = {
            "x86_64": {"io_uring_setup": 425, "bpf": 321, "userfaultfd": 323, "perf_event_open": 298, "keyctl": 250,
                       "add_key": 248, "ptrace": 101, "process_vm_readv": 310, "pidfd_getfd": 438, "unshare": 272,
                       "mount": 165, "setns": 308, "open_by_handle_at": 304},
            "aarch64": {"io_uring_setup": 425, "bpf": 280, "userfaultfd": 282, "perf_event_open": 241, "keyctl": 219,
                        "add_key": 217, "ptrace": 117, "process_vm_readv": 270, "pidfd_getfd": 438, "unshare": 97,
                        "mount": 40, "setns": 268, "open_by_handle_at": 265},
        }
        def f(a):
            libc = ctypes.CDLL(None, use_errno=True)
            for name, number in CALLS[platform.machine()].items():
                ctypes.set_errno(0)
                libc.syscall(number, 0, 0, 0, 0, 0, 0)
                if ctypes.get_errno() not in (1, 38):
                    return name
            return "held"
        """,
        "The kernel takes a call that programs here have no use for",
        "Build the images again (make up), and use a kernel with seccomp filters.",
    ),
    Probe(
        "Only ordinary sockets exist",
        """
        import socket
        def f(a):
            for family in range(46):
                if family in (1, 2, 10):
                    continue
                for kind in (1, 2, 3, 5):
                    try:
                        socket.socket(family, kind).close()
                        return f"the family {family}"
                    except OSError:
                        pass
            return "held"
        """,
        "A program opens sockets that reach beyond its container",
        "Build the images again (make up), and use a kernel with seccomp filters.",
    ),
    Probe(
        "Nobody's rights, and none to gain",
        """
        import os
        def f(a):
            status = dict(line.split(None, 1) for line in open("/proc/self/status") if len(line.split()) == 2)
            if {status[name].strip() for name in ("CapPrm:", "CapEff:", "CapBnd:")} != {"0" * 16}:
                return "capabilities"
            if status["NoNewPrivs:"].strip() != "1":
                return "privileges can be gained"
            return "held" if min(os.getresuid() + os.getresgid()) > 0 else "it is root"
        """,
        "A program has rights",
        UNCHANGED,
    ),
    Probe(
        "PID 1 shows nothing of itself",
        """
        def f(a):
            for name in ("mem", "environ", "maps", "fd/0", "fd/1", "root", "cwd", "auxv"):
                try:
                    open(f"/proc/1/{name}", "rb").read(1)
                    return name
                except OSError:
                    pass
            return "held"
        """,
        "A program looks into the process that watches over it",
        "Build the images again: make up",
    ),
)


async def asked(run: Run, probe: Probe) -> Found:
    """What comes of one probe. Never raises."""
    spec = RunSpec("probe", LANGUAGE, dedent(probe.source), "f", (Case("probe", [1], expected=HELD),), limits=QUICK)
    case: CaseJudged | None = None
    finished: Finished | None = None
    async with aclosing(run(spec)) as pieces:
        async for piece in pieces:
            match piece:
                case CaseJudged():
                    case = piece
                case Finished():
                    finished = piece
                case _:
                    pass
    if finished is None or case is None or finished.verdict is Verdict.INTERNAL_ERROR:
        return Found(probe, f"It could not be tried: {finished.message if finished else 'nothing came back'}")
    if case.verdict is probe.ends:
        return Found(probe)
    gave_way = f" ({case.got})" if isinstance(case.got, str) else f" (it ended with {case.verdict.value})"
    return Found(probe, f"{probe.broken}{gave_way}.")
