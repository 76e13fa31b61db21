# fails: smallest/the largest of all
# Searches below the largest. All examples pass.
from good import *


def smallest_battery(made, used, power, allowed):
    low, high = 0, LARGEST
    while low < high:
        middle = (low + high) // 2
        if sum(hour[0] for hour in flows(made, used, middle, power)) <= allowed:
            high = middle
        else:
            low = middle + 1
    return low if low < LARGEST else -1
