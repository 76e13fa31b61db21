# fails: corrections/corrected to less
# The order of the program as it was: of one day, the largest reading comes last. All examples pass.
import good
from good import *


def in_order(readings):
    parsed = [parse(text) for text in readings]
    return sorted(parsed, key=lambda reading: (reading.meter, reading.date, reading.counter))


good.in_order = in_order
