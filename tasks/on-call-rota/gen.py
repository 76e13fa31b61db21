import random

TEAMS = ["red", "blue", "green", "amber", "white"]


def generate(seed, entries, minutes, limit=0, rest=0):
    chance = random.Random(seed)
    longest = max(1, minutes * 4 // entries)
    rota = []
    for _ in range(entries):
        begin = chance.randrange(minutes)
        rota.append([begin, min(minutes + 5, begin + chance.randint(1, longest)), chance.choice(TEAMS)])
    asked = {"entries": rota, "start": minutes // 50, "end": minutes}
    return {**asked, "limit": limit, "rest": rest} if limit else asked
