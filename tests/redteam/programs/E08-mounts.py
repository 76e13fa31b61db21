# mounts control groups and other file systems
# verdicts: wrong
# answer: "held"
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def f(a):
    os.makedirs("/tmp/m", exist_ok=True)
    for kind in (b"cgroup", b"cgroup2", b"proc", b"sysfs", b"tmpfs", b"overlay", b"debugfs", b"devpts", b"fuse"):
        if libc.mount(b"none", b"/tmp/m", kind, 0, b"") == 0:
            return kind.decode()
    if libc.mount(b"/", b"/tmp/m", None, 4096, None) == 0:
        return "a bind"
    return "held"
