# hoards descriptors of every kind
# verdicts: wrong
# answer: "held"
import ctypes
import errno
import os
import socket

libc = ctypes.CDLL(None, use_errno=True)
MAKERS = [
    lambda: libc.inotify_init(),
    lambda: libc.eventfd(0, 0),
    lambda: libc.timerfd_create(1, 0),
    lambda: libc.epoll_create1(0),
    lambda: os.memfd_create("x"),
    lambda: socket.socket(socket.AF_UNIX).detach(),
]


def f(a):
    for make in MAKERS:
        held = []
        for _ in range(100_000):
            try:
                made = make()
            except OSError:
                break
            if made < 0:
                break
            held.append(made)
        if len(held) > 256:
            return f"{len(held)} descriptors"
        for each in held:
            os.close(each)
    return "held"
