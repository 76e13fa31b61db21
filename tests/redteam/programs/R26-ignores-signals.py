# ignores every signal that can be ignored, and stops itself
# verdicts: time_limit
import os
import signal


def f(a):
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    os.kill(os.getpid(), signal.SIGSTOP)
    while True:
        pass
