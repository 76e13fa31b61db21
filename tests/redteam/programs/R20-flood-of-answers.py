# floods the channel of the answers
# verdicts: protocol_error
import os


def f(a):
    while True:
        os.write(4, b"x" * 65536)
