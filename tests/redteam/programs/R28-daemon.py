# leaves a daemon behind that wants to outlive the run
# verdicts: wrong runtime_error
import os
import time


def f(a):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(600)
        os._exit(0)
    return "left one behind"
