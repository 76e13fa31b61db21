# fails: examples/a loop
# Leaves out the loops themselves and does what only waits for them.
import good
from good import *


def plan(steps):
    needs_of = dict(steps)
    left = needs_of.keys() - set(good.plan(steps))
    waiting = dict.fromkeys(left, 0)
    for step in left:
        for need in left.intersection(needs_of[step]):
            waiting[need] += 1
    ends = [step for step, count in waiting.items() if count == 0]
    for step in ends:  # nobody waits for these, so they are in no loop
        left.remove(step)
        for need in left.intersection(needs_of[step]):
            waiting[need] -= 1
            if waiting[need] == 0:
                ends.append(need)
    return good.plan([entry for entry in steps if entry[0] not in left])
