# fails: quiet time/exactly quiet
# All examples pass.
import good
from good import *


def storms(alerts, quiet):
    return good.storms(alerts, quiet - 1)
