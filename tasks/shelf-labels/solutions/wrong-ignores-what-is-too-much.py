# fails: wrong filters/a word too much
# A filter without a number takes one all the same. All examples pass.
import good
from good import *


def parse_filter(written):
    name = written.partition(" ")[0]
    return original(name if name in good.PLAIN else written)


original = good.parse_filter
good.parse_filter = parse_filter
