import random


def generate(seed, days):
    chance = random.Random(seed)
    return {"minutes": [chance.choice([0, 10, 19, 20, 25, 40]) for _ in range(days)], "goal": 20}
