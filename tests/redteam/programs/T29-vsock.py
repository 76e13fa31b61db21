# calls the neighbours by the machine's own sockets
import socket


def f(a):
    for family in (40, 16, 17, 38, 31):
        try:
            socket.socket(family, socket.SOCK_STREAM if family == 40 else socket.SOCK_RAW)
            return f"family {family}"
        except OSError:
            continue
    return RIGHT
