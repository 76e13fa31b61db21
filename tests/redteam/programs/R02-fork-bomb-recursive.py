# a recursive fork bomb that ignores every refusal
# runsc: internal_error
# verdicts: runtime_error time_limit memory_limit output_limit
import os


def f(a):
    while True:
        try:
            os.fork()
        except OSError:
            pass
