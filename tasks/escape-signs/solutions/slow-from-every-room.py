# fails: large
from collections import deque

from good import *


def signs(rooms, doors, exits):
    neighbours = {room: [] for room in rooms}
    for one, other in doors:
        neighbours[one].append(other)
        neighbours[other].append(one)
    away = {room: far for room in rooms if (far := distance(room, neighbours, set(exits))) is not None}
    return [sign(room, neighbours[room], away) for room in rooms]


def distance(start, neighbours, exits):
    away, queue = {start: 0}, deque([start])
    while queue:
        room = queue.popleft()
        if room in exits:
            return away[room]
        for other in neighbours[room]:
            if other not in away:
                away[other] = away[room] + 1
                queue.append(other)
    return None
