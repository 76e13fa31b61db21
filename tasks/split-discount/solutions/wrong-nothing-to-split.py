# fails: edges
from good import *

right = split_discount


def split_discount(amounts, discount):
    return right(amounts, discount) if discount else []
