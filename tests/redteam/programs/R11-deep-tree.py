# a tree so deep that removing it by name would take for ever
# runsc: time_limit internal_error
# verdicts: runtime_error
import os


def f(a):
    while True:
        os.mkdir("d")
        os.chdir("d")
