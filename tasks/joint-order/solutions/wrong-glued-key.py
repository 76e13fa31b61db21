# fails: units/item and unit run together
# All examples pass.
from good import *


def joint_order(first, second):
    order = {}
    for item, amount, unit in first + second:
        line = order.setdefault((item.strip() + " " + unit).lower().replace(" ", ""), [item.strip(), 0, unit])
        line[1] += amount
    return [line for line in order.values() if line[1] > 0]
