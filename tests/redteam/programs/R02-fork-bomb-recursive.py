# a recursive fork bomb that ignores every refusal
# runsc: internal_error
# verdicts: time_limit memory_limit runtime_error
import os


def f(a):
    while True:
        try:
            os.fork()
        except OSError:
            pass
