import random


def generate(seed, lines, badges, questions=False):
    chance, time, written = random.Random(seed), 20_000, []
    offsets = {name: chance.randint(-90, 90) for name in ("main", "yard", "office")}
    for _ in range(max(1, lines - len(offsets))):
        time += chance.randrange(3)
        if questions and chance.random() < 0.3:
            written.append(f"ask {chance.randrange(19_000, 20_500 + lines)}")
        elif written and chance.random() < 0.05:
            written.append(chance.choice(written[-40:]))
        else:
            door = chance.choice(list(offsets))
            late = chance.choice([0, 0, 0, 4, 30])
            way = chance.choice(["in", "in", "out"])
            written.append(f"seen {door} {time - offsets[door] - late} b{chance.randrange(badges)} {way}")
    return "\n".join([*(f"door {name} {offset}" for name, offset in offsets.items()), *written]) + "\n"
