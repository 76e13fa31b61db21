# fails: order
# A queue: whatever became possible first comes first.
from collections import deque

from good import *


def plan(steps):
    known = {step for step, _ in steps}
    open_needs, waited_by = {}, {}
    for step, needs in steps:
        open_needs[step] = set(needs) & known
        for need in open_needs[step]:
            waited_by.setdefault(need, []).append(step)
    ready, done = deque(step for step, needs in open_needs.items() if not needs), []
    while ready:
        done.append(ready.popleft())
        for step in waited_by.get(done[-1], []):
            open_needs[step].remove(done[-1])
            if not open_needs[step]:
                ready.append(step)
    return done
