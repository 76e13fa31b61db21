# a child that was forked answers in its parent's place
import os
import sys


def f(a):
    if WRONG:
        child = os.fork()
        if child == 0:
            return a
        os.waitpid(child, 0)
        return a + 1 if isinstance(a, int) else None
    return a
