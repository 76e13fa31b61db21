from collections import deque


def signs(rooms, doors, exits):
    neighbours = {room: [] for room in rooms}
    for one, other in doors:
        neighbours[one].append(other)
        neighbours[other].append(one)
    away = dict.fromkeys(exits, 0)
    queue = deque(exits)
    while queue:
        room = queue.popleft()
        for other in neighbours[room]:
            if other not in away:
                away[other] = away[room] + 1
                queue.append(other)
    return [sign(room, neighbours[room], away) for room in rooms]


def sign(room, neighbours, away):
    if room not in away:
        return [room, "none", -1]
    if away[room] == 0:
        return [room, "out", 0]
    nearer = [other for other in neighbours if away[other] < away[room]]
    return [room, min(nearer), away[room]]


def vital_doors(rooms, doors, exits):
    lost = count_lost(rooms, doors, exits)
    return [door for at, door in enumerate(doors) if count_lost(rooms, doors[:at] + doors[at + 1 :], exits) > lost]


def count_lost(rooms, doors, exits):
    return sum(next_room == "none" for _, next_room, _ in signs(rooms, doors, exits))
