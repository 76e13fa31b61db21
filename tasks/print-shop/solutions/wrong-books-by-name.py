# fails: the books/each line has its own step
import good
from good import *


def booked(order):
    return sorted(good.booked(order))
