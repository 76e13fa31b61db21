# prints every byte there is, and answers halves of surrogate pairs
# verdicts: wrong
import os


def f(a):
    os.write(1, bytes(range(256)) * 64)
    return "\ud800\x00\udfff"
