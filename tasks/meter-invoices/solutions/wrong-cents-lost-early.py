# fails: cents/three cheap units
# Rounds the price of one unit, as the program did. All examples pass.
import good
from good import *


def cost(units, price):
    full = min(units, good.FULL_PRICE_UNITS)
    return full * price + (units - full) * (price * 2 // 3)


good.cost = cost
