# fails: order/not by name
import good
from good import *


def joint_order(first, second):
    return sorted(good.joint_order(first, second), key=lambda line: line[0].lower())
