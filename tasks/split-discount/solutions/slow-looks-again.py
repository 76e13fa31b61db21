# fails: large
from good import *


def split_discount(amounts, discount):
    total = sum(amounts)
    if total == 0:
        return [0] * len(amounts)
    shares = [discount * amount // total for amount in amounts]
    lost = [discount * amount % total for amount in amounts]
    while sum(shares) < discount:
        line = lost.index(max(lost))
        shares[line] += 1
        lost[line] = -1
    return shares
