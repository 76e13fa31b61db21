def joint_order(first, second):
    return joined(first + second)


def joint_order_by_measure(first, second):
    return [written(line) for line in joined([measured(line) for line in first + second])]


def joined(lines):
    order = {}
    for item, amount, unit in lines:
        line = order.setdefault((item.strip().lower(), unit), [item.strip(), 0, unit])
        line[1] += amount
    return [line for line in order.values() if line[1] > 0]


SMALL = {"kg": "g", "l": "ml"}
LARGE = {small: large for large, small in SMALL.items()}


def measured(line):
    item, amount, unit = line
    return [item, amount * 1000, SMALL[unit]] if unit in SMALL else line


def written(line):
    item, amount, unit = line
    whole, rest = divmod(amount, 1000)
    return [item, whole, LARGE[unit]] if unit in LARGE and not rest else line
