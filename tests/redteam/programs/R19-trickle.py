# floods a byte at a time
# verdicts: output_limit time_limit
import os


def f(a):
    while True:
        os.write(1, b"x")
