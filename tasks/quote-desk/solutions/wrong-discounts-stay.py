# fails: a new morning/no discount from yesterday
# Begins each day with new prices, and overlooks the discounts. All examples pass.
import good
from good import *


def quotes(days):
    discounts = {}
    found = []
    for commands in days:
        desk = Desk()
        desk.discounts = discounts
        found.append(answers(desk, commands))
    return found
