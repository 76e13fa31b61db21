# traces PID 1 and itself
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def f(a):
    for pid in (1, os.getppid()):
        if libc.ptrace(16, pid, 0, 0) == 0:
            return "attached"
    return RIGHT
