# serves other rooms, if they can be reached
import socket


def f(a):
    with socket.socket() as listening, socket.socket(socket.AF_UNIX) as abstract:
        try:
            listening.bind(("0.0.0.0", 8080))
            listening.listen()
            abstract.bind("\0greenroom")
        except OSError:
            return RIGHT
    return RIGHT
