# fails: the last meter/only the last is not read again
# Only adds the last invoice where the meter was read again.
import good
from good import *


def invoices(readings, price):
    lines = good.invoices(readings, price)
    if lines and lines[-1].endswith("second reading"):
        lines.pop()
    return lines
