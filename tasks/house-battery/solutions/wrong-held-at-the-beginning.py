# fails: examples
import good
from good import *


def flows(made, used, capacity, power):
    hours = good.flows(made, used, capacity, power)
    before = [0, *(held for _, _, held in hours)]
    return [[bought, sold, held] for (bought, sold, _), held in zip(hours, before)]
