# fails: equally good/first in the alphabet but not nearer
# Takes the first neighbour in the alphabet that is not farther away.
import good
from good import *


def signs(rooms, doors, exits):
    away = {room: far for room, _, far in good.signs(rooms, doors, exits)}
    neighbours = {room: set() for room in rooms}
    for one, other in doors:
        neighbours[one].add(other)
        neighbours[other].add(one)

    def next_of(room):
        return min(other for other in neighbours[room] if away[other] <= away[room])

    return [[room, next_of(room), far] if far > 0 else [room, "none" if far else "out", far] for room, far in away.items()]
