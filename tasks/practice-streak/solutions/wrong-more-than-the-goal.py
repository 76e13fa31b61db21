# fails: examples
import good
from good import *


def streaks(minutes, goal):
    return good.streaks(minutes, goal + 1)
