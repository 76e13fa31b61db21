# shared memory, which belongs to no process
# verdicts: wrong
# answer: "held"
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def f(a):
    held = libc.shmget(7, 1 << 20, 0o1600) == -1 and not os.path.exists("/dev/shm")
    return "held" if held else "made a segment"
