import random


def generate(seed, entries, services):
    chance = random.Random(seed)
    names = ["".join(chance.choice("abcdefgh") for _ in range(6)) for _ in range(services)]
    alerts = [[f"{seed}-{number}", chance.randrange(300_000), chance.choice(names)] for number in range(entries * 4 // 5)]
    alerts += [chance.choice(alerts) for _ in range(entries - len(alerts))]
    chance.shuffle(alerts)
    return {"alerts": alerts, "quiet": 400}
