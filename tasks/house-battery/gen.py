import random


def generate(seed, hours, capacity, power):
    chance = random.Random(seed)
    made = [chance.randrange(5000) if 7 <= hour % 24 <= 18 else 0 for hour in range(hours)]
    used = [chance.randrange(300, 2500) for _ in range(hours)]
    if capacity:
        return {"made": made, "used": used, "capacity": capacity, "power": power}
    missing = sum(max(0, need - sun) for sun, need in zip(made, used))
    return {"made": made, "used": used, "power": power, "allowed": missing // (2 if seed % 2 else 4)}
