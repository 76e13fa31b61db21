# fails: examples/a row of rooms
import good
from good import *


def signs(rooms, doors, exits):
    found = good.signs(rooms, doors, exits[:1])
    return [[room, "out", 0] if room in exits else [room, *rest] for room, *rest in found]
