# fails: examples/today is on goal
import good
from good import *


def streaks(minutes, goal):
    return good.streaks([*minutes[:-1], 0], goal)
