# fails: spelling/spaces inside belong to the item
# All examples pass.
from good import *


def joint_order(first, second):
    order = {}
    for item, amount, unit in first + second:
        line = order.setdefault((item.replace(" ", "").lower(), unit), [item.strip(), 0, unit])
        line[1] += amount
    return [line for line in order.values() if line[1] > 0]
