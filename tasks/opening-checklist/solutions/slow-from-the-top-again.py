# fails: large
from good import *


def plan(steps):
    left = dict(steps)
    done = []
    while True:
        step = next((step for step, needs in left.items() if not any(need in left for need in needs)), None)
        if step is None:
            return done
        done.append(step)
        del left[step]
