import random


def generate(seed, lines, services):
    chance, time, written = random.Random(seed), 0, []
    for _ in range(lines):
        time += chance.randrange(3)
        written.append(f"{time} s{chance.randrange(services)} {chance.choice(['up', 'down'])}")
    return "\n".join([*written, f"{time + 5} end"]) + "\n"
