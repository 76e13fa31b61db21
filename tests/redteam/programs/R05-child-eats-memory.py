# a child eats memory while its parent answers, wrong
# verdicts: wrong
import os


def f(a):
    child = os.fork()
    if child == 0:
        held = []
        while True:
            held.append(bytearray(8 << 20))
    os.waitpid(child, 0)
    return "as if nothing had happened"
