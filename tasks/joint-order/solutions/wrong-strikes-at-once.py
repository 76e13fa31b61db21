# fails: taken back/taken back before it is ordered
# Takes a line out as soon as it reaches 0. All examples pass.
from good import *


def joint_order(first, second):
    order = {}
    for item, amount, unit in first + second:
        key = item.strip().lower(), unit
        line = order.setdefault(key, [item.strip(), 0, unit])
        line[1] += amount
        if line[1] <= 0:
            del order[key]
    return list(order.values())
