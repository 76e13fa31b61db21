# a tree so deep that removing it by name would take for ever
# runsc: time_limit
# verdicts: runtime_error
import os


def f(a):
    while True:
        os.mkdir("d")
        os.chdir("d")
