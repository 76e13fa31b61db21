# fails: why not/the first need can be done
# Follows the first need that is a step. All examples pass.
from good import *


def why_not(steps, step):
    needs_of = dict(steps)
    if step in plan(steps):
        return []
    chain = {}
    while step not in chain:
        chain[step] = True
        known = [need for need in needs_of[step] if need in needs_of]
        if not known:
            return list(chain)
        step = known[0]
    return [*chain, step]
