# fails: examples/one door of three
from good import *


def vital_doors(rooms, doors, exits):
    now = signs(rooms, doors, exits)
    return [door for at, door in enumerate(doors) if signs(rooms, doors[:at] + doors[at + 1 :], exits) != now]
