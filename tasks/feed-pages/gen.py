import random


def generate(seed, posts, size, both=False):
    chance = random.Random(seed)
    ids = chance.sample(range(10_000), posts)
    board = [[chance.choice("ab:C") + str(number), chance.randrange(posts // 4 + 1)] for number in ids]
    at = f"{chance.randrange(posts // 4 + 1)}:a{chance.randrange(10_000)}"
    return {"posts": board, "size": size, "cursor": (chance.choice("<>") + at) if both else at}
