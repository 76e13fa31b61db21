# fails: measures/other units as before
from good import *


def joint_order_by_measure(first, second):
    def measured_wrongly(line):
        item, amount, unit = line
        return [item, amount * 1000, SMALL.get(unit, unit)] if unit not in LARGE else line

    return [written(line) for line in joined([measured_wrongly(line) for line in first + second])]
