# fails: smallest/one watt-hour is needed
# Stops when it is near enough. All examples pass.
from good import *


def smallest_battery(made, used, power, allowed):
    def is_enough(capacity):
        return sum(bought for bought, _, _ in flows(made, used, capacity, power)) <= allowed

    if is_enough(0):
        return 0
    low, high = 0, LARGEST
    while high - low > 10:
        middle = (low + high) // 20 * 10
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high if is_enough(high) else -1
