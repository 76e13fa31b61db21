# fails: order/not from the goal backwards
# For each step from the top, first what it needs.
import good
from good import *


def plan(steps):
    possible = set(good.plan(steps))
    needs_of, done = dict(steps), {}
    for top, _ in steps:
        walk = [top] if top in possible else []
        while walk:
            missing = [need for need in needs_of[walk[-1]] if need in needs_of and need not in done]
            if missing:
                walk.append(missing[0])
            else:
                done[walk.pop()] = True
    return list(done)
