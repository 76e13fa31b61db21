# fails: examples
# Buys what the battery cannot give, and empties the battery.
from good import *


def flows(made, used, capacity, power):
    hours, held = [], 0
    for sun, need in zip(made, used):
        left = sun - need
        if left >= 0:
            taken = min(left, power, capacity - held)
            held += taken
            hours.append([0, left - taken, held])
        elif held >= -left and power >= -left:
            held += left
            hours.append([0, 0, held])
        else:
            hours.append([-left, 0, held])
    return hours
