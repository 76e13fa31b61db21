# a flat fork bomb
# runsc: internal_error
# verdicts: runtime_error time_limit memory_limit output_limit
import os
import time


def f(a):
    while True:
        if os.fork() == 0:
            time.sleep(30)
