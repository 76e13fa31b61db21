# fails: fractions
# Gives the cents to the lines that cost most. All examples pass.
from good import *


def split_discount(amounts, discount):
    total = sum(amounts)
    if total == 0:
        return [0] * len(amounts)
    shares = [discount * amount // total for amount in amounts]
    order = sorted(range(len(amounts)), key=lambda line: -amounts[line])
    for line in order[: discount - sum(shares)]:
        shares[line] += 1
    return shares
