# sleeps
# verdicts: time_limit
import time


def f(a):
    time.sleep(60)
