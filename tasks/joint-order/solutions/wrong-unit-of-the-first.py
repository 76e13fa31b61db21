# fails: measures/grams alone that come out even
# Writes in the unit of the first line.
from good import *


def joint_order_by_measure(first, second):
    lines = joined([measured(line) for line in first + second])
    units = {}
    for item, _, unit in first + second:
        units.setdefault((item.strip().lower(), SMALL.get(unit, unit)), unit)
    found = []
    for item, amount, unit in lines:
        written_first = units[item.lower(), unit]
        if written_first != unit:
            found.append([item, amount // 1000, written_first])
        else:
            found.append([item, amount, unit])
    return found
