import random


def generate(seed, lines, services, work=False):
    chance, time, written = random.Random(seed), 0, []
    states = ["up", "down", "work", "done"] if work else ["up", "down"]
    for _ in range(lines):
        time += chance.randrange(3)
        written.append(f"{time} s{chance.randrange(services)} {chance.choice(states)}")
    return "\n".join([*written, f"{time + 5} end"]) + "\n"
