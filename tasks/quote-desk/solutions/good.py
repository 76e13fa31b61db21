"""The quotes of a tool hire, day by day. Answers are remembered: working one out used to be slow."""

from collections.abc import Callable


class UnknownItem(Exception):
    """An item without a price."""


class Desk:
    """One day at the counter."""

    def __init__(self):
        self.prices = {}
        self.discounts = {}
        self.remembered = {}
        self.saved = 0

    def price(self, item: str, cents: int) -> None:
        self.prices[item] = cents
        self.forget(lambda _, items: item in items)

    def discount(self, customer: str, percent: int) -> None:
        self.discounts[customer] = percent
        self.forget(lambda whose, _: whose == customer)

    def quote(self, customer: str, items: list[str]) -> int:
        """The total in cents. Raises UnknownItem."""
        key = self.key(customer, items)
        if key in self.remembered:
            self.saved += 1
        else:
            self.remembered[key] = self.work_out(customer, items)
        return self.remembered[key]

    def key(self, customer: str, items: list[str]) -> tuple[str, tuple[str, ...]]:
        """What makes two quotes the same: the order of the items does not matter."""
        return (customer, tuple(sorted(items)))

    def work_out(self, customer: str, items: list[str]) -> int:
        total = 0
        for item in items:
            if item not in self.prices:
                raise UnknownItem(item)
            total += self.prices[item]
        return total * (100 - self.discounts.get(customer, 0)) // 100

    def forget(self, is_stale: Callable[[str, tuple[str, ...]], bool]) -> None:
        """Drop the answers whose customer and items say so."""
        stale = [key for key in self.remembered if is_stale(*key)]
        for key in stale:
            del self.remembered[key]


def quotes(days: list[list[str]]) -> list[list[str]]:
    return [answers(Desk(), commands) for commands in days]


def saved(days: list[list[str]]) -> list[int]:
    counts = []
    for commands in days:
        desk = Desk()
        answers(desk, commands)
        counts.append(desk.saved)
    return counts


def answers(desk: Desk, commands: list[str]) -> list[str]:
    found = []
    for command in commands:
        match command.split(" "):
            case ["price", item, cents]:
                desk.price(item, int(cents))
            case ["discount", customer, percent]:
                desk.discount(customer, int(percent))
            case ["quote", customer, *items]:
                found.append(f"{customer} {answer(desk, customer, items)}")
    return found


def answer(desk: Desk, customer: str, items: list[str]) -> str:
    try:
        return desk.quote(customer, items)
    except UnknownItem as unknown:
        return f"unknown {unknown}"
