# fails: examples/the long way and the short one
from good import *


def signs(rooms, doors, exits):
    neighbours = {room: [] for room in rooms}
    for one, other in doors:
        neighbours[one].append(other)
        neighbours[other].append(one)
    away, stack = dict.fromkeys(exits, 0), list(exits)
    while stack:
        room = stack.pop()
        for other in neighbours[room]:
            if other not in away:
                away[other] = away[room] + 1
                stack.append(other)
    return [sign(room, neighbours[room], away) for room in rooms]
