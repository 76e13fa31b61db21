# answers once more at its exit
import atexit
import os

atexit.register(lambda: os.write(4, b'{"ok": 1}\n'))


def f(a):
    if WRONG:
        raise SystemExit
    return a
