# makes namespaces of its own, in which it would be root
# verdicts: wrong
# answer: "held"
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def f(a):
    flags = [0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000]
    for flag in flags:
        if libc.unshare(flag) == 0 or libc.syscall(56, flag | 17, 0, 0, 0, 0) > 0:
            return f"namespace {flag:x}"
    return "held"
