# fails: examples/why is there no opening
# Closes the chain with its first step.
import good
from good import *


def why_not(steps, step):
    chain = good.why_not(steps, step)
    return [*chain[:-1], *chain[:1]]
