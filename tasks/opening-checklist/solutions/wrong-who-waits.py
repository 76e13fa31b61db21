# fails: why not/another is stuck because of it
# Follows those that wait for the step, not those that it waits for.
from good import *


def why_not(steps, step):
    done = set(plan(steps))
    if step in done:
        return []
    chain = []
    while step not in chain:
        chain.append(step)
        step = next((other for other, needs in steps if other not in done and step in needs), step)
    return [*chain, step]
