# fails: no way out
# All examples pass.
import good
from good import *


def signs(rooms, doors, exits):
    return [sign for sign in good.signs(rooms, doors, exits) if sign[1] != "none"]
