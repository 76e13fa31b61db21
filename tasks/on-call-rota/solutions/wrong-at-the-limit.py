# fails: duties/exactly the limit
import good
from good import *


def long_duties(entries, start, end, limit, rest):
    return good.long_duties(entries, start, end, limit - 1, rest)
