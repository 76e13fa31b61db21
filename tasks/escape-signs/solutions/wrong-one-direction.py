# fails: examples
# Takes doors as written: from the first room to the second.
from collections import deque

from good import *


def signs(rooms, doors, exits):
    leads_to = {room: [] for room in rooms}
    for one, other in doors:
        leads_to[other].append(one)
    away, queue = dict.fromkeys(exits, 0), deque(exits)
    while queue:
        room = queue.popleft()
        for other in leads_to[room]:
            if other not in away:
                away[other] = away[room] + 1
                queue.append(other)
    opens = {room: [other for one, other in doors if one == room and other in away] for room in rooms}
    return [sign(room, opens[room], away) for room in rooms]
