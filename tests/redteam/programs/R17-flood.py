# floods standard output from within a call
# verdicts: output_limit
import os


def f(a):
    while True:
        os.write(1, b"x" * 65536)
