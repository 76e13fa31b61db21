import random


def generate(seed, lines):
    chance = random.Random(seed)
    amounts = [chance.randrange(100_001) for _ in range(lines)]
    return {"amounts": amounts, "discount": chance.randrange(sum(amounts) + 1)}
