# fails: point/two digits
# Lets floating-point numbers say what is whole. All examples pass.
import good
from good import *


def minutes_of(entry):
    if found := POINT.fullmatch(entry.strip(" ")):
        minutes = float(f"{found[1]}.{found[2]}") * 60
        return int(minutes) if minutes == int(minutes) and 1 <= minutes <= DAY else None
    return good.minutes_of(entry)
