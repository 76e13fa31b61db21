# fails: smallest/the largest of all
from good import *


def smallest_battery(made, used, power, allowed):
    for capacity in range(LARGEST + 1):
        if sum(bought for bought, _, _ in flows(made, used, capacity, power)) <= allowed:
            return capacity
        if capacity == 1000 and sum(hour[0] for hour in flows(made, used, LARGEST, power)) > allowed:
            return -1
    return -1
