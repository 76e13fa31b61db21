# fails: spelling/as it was written first
from good import *


def joint_order(first, second):
    order = {}
    for item, amount, unit in first + second:
        key = item.strip().lower(), unit
        order[key] = [item.strip(), order.get(key, [item, 0])[1] + amount, unit]
    return [line for line in order.values() if line[1] > 0]
