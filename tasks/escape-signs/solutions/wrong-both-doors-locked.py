# fails: vital/two doors side by side
# Locks all doors between the two rooms. All examples pass.
from good import *


def vital_doors(rooms, doors, exits):
    lost = count_lost(rooms, doors, exits)
    found = []
    for door in doors:
        left = [other for other in doors if sorted(other) != sorted(door)]
        if count_lost(rooms, left, exits) > lost:
            found.append(door)
    return found
