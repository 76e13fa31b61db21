# wants more of the processor than the others
# verdicts: wrong
# answer: "held"
import os


def f(a):
    try:
        os.nice(-5)
        return "a better priority"
    except OSError:
        pass
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
        return "real time"
    except OSError:
        return "held"
