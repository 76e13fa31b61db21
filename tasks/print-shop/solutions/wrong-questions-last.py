# fails: not understood/in its place
# Prints what was not understood below the goods.
import good
from good import *


def receipt(order):
    lines = good.receipt(order)
    return sorted(lines[:-1], key=lambda line: line.startswith("?: ")) + lines[-1:]
