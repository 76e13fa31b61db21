# fails: room/the last room
# Takes nothing when not everything fits.
from good import *


def flows(made, used, capacity, power):
    hours, held = [], 0
    for sun, need in zip(made, used):
        left, missing = max(sun - need, 0), max(need - sun, 0)
        taken = min(left, power)
        if taken > capacity - held:
            taken = 0
        given = min(missing, power, held)
        held += taken - given
        hours.append([missing - given, left - taken, held])
    return hours
