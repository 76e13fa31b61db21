# fails: examples/at most a hundred
# Adds up what is missing and takes the largest row of such hours.
from good import *


def smallest_battery(made, used, power, allowed):
    largest = row = 0
    for sun, need in zip(made, used):
        row = row + need - sun if need > sun else 0
        largest = max(largest, row)
    if sum(hour[0] for hour in flows(made, used, largest, power)) <= allowed:
        return largest
    return -1
