"""The quotes of a tool hire, day by day. Answers are remembered: working one out used to be slow."""


class UnknownItem(Exception):
    """An item without a price."""


class Desk:
    """One day at the counter."""

    def __init__(self):
        self.prices = {}
        self.discounts = {}
        self.remembered = {}
        self.saved = 0

    def price(self, item, cents):
        self.prices[item] = cents
        self.forget(lambda _, items: item in items)

    def discount(self, customer, percent):
        self.discounts[customer] = percent
        self.forget(lambda whose, _: whose == customer)

    def quote(self, customer, items):
        """The total in cents. Raises UnknownItem."""
        key = self.key(customer, items)
        if key in self.remembered:
            self.saved += 1
        else:
            self.remembered[key] = self.work_out(customer, items)
        return self.remembered[key]

    def key(self, customer, items):
        """What makes two quotes the same: the order of the items does not matter."""
        return (customer, tuple(sorted(items)))

    def work_out(self, customer, items):
        total = 0
        for item in items:
            if item not in self.prices:
                raise UnknownItem(item)
            total += self.prices[item]
        return total * (100 - self.discounts.get(customer, 0)) // 100

    def forget(self, is_stale):
        """Drop the answers whose customer and items say so."""
        stale = [key for key in self.remembered if is_stale(*key)]
        for key in stale:
            del self.remembered[key]


def quotes(days):
    return [answers(Desk(), commands) for commands in days]


def saved(days):
    counts = []
    for commands in days:
        desk = Desk()
        answers(desk, commands)
        counts.append(desk.saved)
    return counts


def answers(desk, commands):
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


def answer(desk, customer, items):
    try:
        return desk.quote(customer, items)
    except UnknownItem as unknown:
        return f"unknown {unknown}"
