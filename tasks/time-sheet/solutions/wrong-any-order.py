# fails: units/minutes before hours
# Adds up whatever numbers with units it finds.
import re

import good
from good import *


def minutes_of(entry):
    pieces = re.findall(r"([0-9]+)([hm])", entry)
    if pieces and re.fullmatch(r" *(?:[0-9]+[hm] *)+", entry):
        total = sum(int(number) * (60 if unit == "h" else 1) for number, unit in pieces)
        slip = any(unit == "m" and int(number) > 59 for number, unit in pieces[1:])
        return total if 1 <= total <= DAY and not slip else None
    return good.minutes_of(entry)
