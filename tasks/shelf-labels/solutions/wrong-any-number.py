# fails: wrong filters/below nothing
# Takes for a number whatever int() takes. All examples pass.
import good
from good import *


def parse_filter(written):
    name, _, rest = written.partition(" ")
    try:
        count = int(rest)
    except ValueError:
        count = None
    if name not in good.COUNTED or count is None:
        return original(written)
    return good.unless_missing(lambda value: good.COUNTED[name](value, count))


original = good.parse_filter
good.parse_filter = parse_filter
