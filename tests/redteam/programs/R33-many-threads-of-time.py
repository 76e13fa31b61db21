# eight processes at once, to compute eight times as much
# runsc: internal_error
# verdicts: runtime_error time_limit memory_limit output_limit
import os


def f(a):
    for _ in range(3):
        os.fork()
    while True:
        pass
