# fails: examples/nothing there
# Takes an empty value for something.
import good
from good import *


def parse_filter(written):
    name, _, rest = written.partition(" ")
    if name == "default" and rest:
        return lambda value: rest if value is None else value
    return original(written)


original = good.parse_filter
good.parse_filter = parse_filter
