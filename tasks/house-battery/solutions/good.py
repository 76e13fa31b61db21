def flows(made, used, capacity, power):
    hours, held = [], 0
    for sun, need in zip(made, used):
        taken = min(max(sun - need, 0), power, capacity - held)
        given = min(max(need - sun, 0), power, held)
        held += taken - given
        left = sun + given - need - taken
        hours.append([max(-left, 0), max(left, 0), held])
    return hours


LARGEST = 1_000_000


def smallest_battery(made, used, power, allowed):
    def is_enough(capacity):
        return sum(bought for bought, _, _ in flows(made, used, capacity, power)) <= allowed

    if not is_enough(LARGEST):
        return -1
    too_small, enough = -1, LARGEST
    while enough - too_small > 1:
        middle = (too_small + enough) // 2
        if is_enough(middle):
            enough = middle
        else:
            too_small = middle
    return enough
