# fails: jumps/the step just before counts
# Compares with the largest step so far. All examples pass.
import good
from good import *


def has_jump(used, factor):
    return any(units > factor * max(used[:at]) for at, units in enumerate(used) if at)


good.has_jump = has_jump
