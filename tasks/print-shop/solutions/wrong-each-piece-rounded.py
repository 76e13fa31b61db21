# fails: many cost less/booklets, just below and at each step
# Takes the percents off the price of one piece.
import good
from good import *


def many(each, count, steps):
    percent = next((percent for least, percent in steps if count >= least), 100)
    return each * percent // 100 * count


good.many = many
