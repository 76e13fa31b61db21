# kills PID 1
# runsc: internal_error
import os
import signal


def f(a):
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP, signal.SIGSEGV):
        os.kill(1, number)
    return RIGHT
