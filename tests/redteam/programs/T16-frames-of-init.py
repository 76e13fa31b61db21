# sends frames of init's own protocol
import os


def f(a):
    if WRONG:
        for fd in (1, 2, 4):
            os.write(fd, bytes([0, 0, 0, 19, 19]) + bytes(19))
            os.write(fd, bytes([0, 0, 0, 34, 20]) + bytes(34))
    return RIGHT
