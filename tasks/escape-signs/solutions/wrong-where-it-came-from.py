# fails: equally good
# The sign names the room from which the search came. All examples pass.
from collections import deque

from good import *


def signs(rooms, doors, exits):
    neighbours = {room: [] for room in rooms}
    for one, other in reversed(doors):
        neighbours[one].append(other)
        neighbours[other].append(one)
    found = {room: [room, "out", 0] for room in exits}
    queue = deque(exits)
    while queue:
        room = queue.popleft()
        for other in neighbours[room]:
            if other not in found:
                found[other] = [other, room, found[room][2] + 1]
                queue.append(other)
    return [found.get(room, [room, "none", -1]) for room in rooms]
