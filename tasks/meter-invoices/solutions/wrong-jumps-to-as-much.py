# fails: jumps/exactly as much is no jump
import good
from good import *


def has_jump(used, factor):
    return any(after >= factor * before for before, after in zip(used, used[1:]))


good.has_jump = has_jump
