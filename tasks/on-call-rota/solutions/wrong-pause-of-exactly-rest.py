# fails: duties/exactly a rest
import good
from good import *


def long_duties(entries, start, end, limit, rest):
    return good.long_duties(entries, start, end, limit, rest + 1)
