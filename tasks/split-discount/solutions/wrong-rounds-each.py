# fails: examples/a tie
from good import *


def split_discount(amounts, discount):
    total = sum(amounts)
    if total == 0:
        return [0] * len(amounts)
    shares = [round(discount * amount / total) for amount in amounts]
    shares[-1] += discount - sum(shares)
    return shares
