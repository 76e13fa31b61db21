import random


def generate(seed, rooms, shortcuts):
    chance = random.Random(seed)
    names = [f"r{number}" for number in chance.sample(range(rooms * 10), rooms)]
    doors = [[names[at], names[at + 1]] for at in range(rooms - 1)]
    for _ in range(shortcuts):
        at = chance.randrange(rooms - 1)
        doors.append([names[at], names[min(rooms - 1, at + chance.randint(1, 9))]])
    doors = [door[:: chance.choice([1, -1])] for door in doors if door[0] != door[1]]
    del doors[rooms - 2 - rooms // 40]  # perhaps a wing at the far end is shut
    exits = chance.sample(names[: rooms // 8 + 1], 2 if rooms > 20 else 1)
    chance.shuffle(names)
    chance.shuffle(doors)
    return {"rooms": names, "doors": doors, "exits": exits}
