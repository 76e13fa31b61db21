# fails: power/power for what is left only
# Counts what the house uses at once against the battery's power.
from good import *


def flows(made, used, capacity, power):
    hours, held = [], 0
    for sun, need in zip(made, used):
        taken = min(max(sun - need, 0), max(power - need, 0), capacity - held)
        given = min(max(need - sun, 0), power, held)
        held += taken - given
        left = sun + given - need - taken
        hours.append([max(-left, 0), max(left, 0), held])
    return hours
