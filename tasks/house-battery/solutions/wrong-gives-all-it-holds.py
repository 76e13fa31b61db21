# fails: power/gives no more than its power
# Limits only what goes in.
from good import *


def flows(made, used, capacity, power):
    hours, held = [], 0
    for sun, need in zip(made, used):
        taken = min(max(sun - need, 0), power, capacity - held)
        given = min(max(need - sun, 0), held)
        held += taken - given
        left = sun + given - need - taken
        hours.append([max(-left, 0), max(left, 0), held])
    return hours
