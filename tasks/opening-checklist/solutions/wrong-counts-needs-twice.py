# fails: needs/the same need twice
# Counts two needs where one is named twice, and takes off one. All examples pass.
from heapq import heapify, heappop, heappush

from good import *


def plan(steps):
    place = {step: at for at, (step, _) in enumerate(steps)}
    open_needs = [sum(need in place for need in needs) for _, needs in steps]
    waited_by = {}
    for at, (_, needs) in enumerate(steps):
        for need in set(needs):
            waited_by.setdefault(need, []).append(at)
    ready, done = [at for at, count in enumerate(open_needs) if count == 0], []
    heapify(ready)
    while ready:
        done.append(steps[heappop(ready)][0])
        for at in waited_by.get(done[-1], []):
            open_needs[at] -= 1
            if open_needs[at] == 0:
                heappush(ready, at)
    return done
