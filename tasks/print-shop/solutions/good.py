from dataclasses import dataclass

POSTER = {"A2": 900, "A1": 1500, "A0": 2600}
POSTER_STEPS = ((50, 80), (10, 90))
BOOKLET_PAGE, BOOKLET_BINDING = 12, 80
BOOKLET_STEPS = ((100, 75), (10, 90))
CARD, CARDS_LEAST = 5, 1500
EXPRESS_PERCENT, EXPRESS_LEAST = 25, 1000


@dataclass
class Item:
    """A line of an order that the shop understands."""

    kind: str
    text: str
    cents: int


def receipt(order):
    read = [understood(line) or f"?: {line}" for line in order if line != "express"]
    items = [one for one in read if isinstance(one, Item)]
    express = express_for(order, items)
    total = sum(item.cents for item in [*items, *express])
    return [one if isinstance(one, str) else printed(one.text, one.cents) for one in [*read, *express]] + [
        printed("total", total)
    ]


def booked(order):
    items = [item for line in order if (item := understood(line))]
    sums = {}
    for item in [*items, *express_for(order, items)]:
        sums[item.kind] = sums.get(item.kind, 0) + item.cents
    return sorted(([kind, cents] for kind, cents in sums.items()), key=lambda pair: (-pair[1], pair[0]))


def understood(line):
    """What the line orders and costs; None where the shop does not understand it."""
    match line.split(" "):
        case ["poster", size, count] if size in POSTER:
            return Item("poster", f"{count} x poster {size}", many(POSTER[size], int(count), POSTER_STEPS))
        case ["booklet", pages, count]:
            each = BOOKLET_PAGE * int(pages) + BOOKLET_BINDING
            return Item("booklet", f"{count} x booklet {pages} p.", many(each, int(count), BOOKLET_STEPS))
        case ["cards", count]:
            return Item("cards", f"{count} x cards", max(CARD * int(count), CARDS_LEAST))
    return None


def many(each, count, steps):
    """The price of so many, less what the highest step that they reach takes off. Rounded down."""
    percent = next((percent for least, percent in steps if count >= least), 100)
    return each * count * percent // 100


def express_for(order, items):
    """The item for express, or nothing."""
    total = sum(item.cents for item in items)
    if "express" not in order or not total:
        return []
    return [Item("express", "express", max((total * EXPRESS_PERCENT + 50) // 100, EXPRESS_LEAST))]


def printed(text, cents):
    return f"{text}: {cents // 100}.{cents % 100:02}"
