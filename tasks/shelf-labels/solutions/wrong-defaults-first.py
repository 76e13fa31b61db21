# fails: nothing there/empty after trim
# Fills in the defaults first and then runs the other filters. All examples pass.
import good
from good import *


def parse_field(inside):
    name, *filters = inside.split("|")
    return original("|".join([name, *sorted(filters, key=lambda written: not written.startswith("default "))]))


original = good.parse_field
good.parse_field = parse_field
