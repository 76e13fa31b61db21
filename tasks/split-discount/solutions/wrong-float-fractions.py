# fails: ties
# Fractions that should be equal differ in their last digits. All examples pass.
from good import *


def split_discount(amounts, discount):
    total = sum(amounts)
    if total == 0:
        return [0] * len(amounts)
    exact = [discount * amount / total for amount in amounts]
    shares = [int(share) for share in exact]
    order = sorted(range(len(amounts)), key=lambda line: -(exact[line] - shares[line]))
    for line in order[: discount - sum(shares)]:
        shares[line] += 1
    return shares
