import random


def generate(seed, steps, ask=False):
    chance = random.Random(seed)
    names = [f"step-{number}" for number in range(steps)]
    if ask:  # one long chain whose end waits for its middle
        order = names[:]
        chance.shuffle(order)
        checklist = [[name, [need]] for name, need in zip(order, order[1:])]
        checklist.append([order[-1], [order[steps // 2]]])
        chance.shuffle(checklist)
        return {"steps": checklist, "step": order[0]}
    if seed % 2:  # written backwards, and nearly all of it one after the other
        checklist = [[name, [names[number + 1]] if number + 1 < steps else []] for number, name in enumerate(names)]
        return {"steps": checklist}
    done_in = names[:]
    chance.shuffle(done_in)
    checklist = [
        [name, [done_in[chance.randrange(at)] for _ in range(chance.randrange(4))] if at else []]
        for at, name in enumerate(done_in)
    ]
    chance.shuffle(checklist)
    for _ in range(2):  # two late mistakes
        at = chance.randrange(steps)
        checklist[at][1].append(done_in[-1 - chance.randrange(max(1, steps // 4))])
    return {"steps": checklist}
