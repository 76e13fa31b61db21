# floods standard error
# verdicts: output_limit
import os


def f(a):
    while True:
        os.write(2, b"x" * 65536)
