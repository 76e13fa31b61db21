# fails: the books/a kind that costs nothing
import good
from good import *


def booked(order):
    return [pair for pair in good.booked(order) if pair[1]]
