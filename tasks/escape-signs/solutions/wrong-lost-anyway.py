# fails: vital/lost anyway
# Calls every door vital as soon as any room has no way out. All examples pass.
from good import *


def vital_doors(rooms, doors, exits):
    return [door for at, door in enumerate(doors) if count_lost(rooms, doors[:at] + doors[at + 1 :], exits)]
