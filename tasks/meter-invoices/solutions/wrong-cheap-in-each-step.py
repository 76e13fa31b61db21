# fails: cents/the cheap units of several steps
# Counts the first units anew in each step. All examples pass.
import good
from good import *


def invoice(series, price):
    line = good_invoice(series, price)
    if len(series) < 2:
        return line
    cents = sum(good.cost(units, price) for units in steps(series))
    return f"{line.rpartition(', ')[0]}, {cents} cents"


good_invoice = good.invoice
good.invoice = invoice
