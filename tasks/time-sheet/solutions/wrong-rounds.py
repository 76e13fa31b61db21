# fails: point/not whole
# All examples pass.
import good
from good import *


def minutes_of(entry):
    if found := POINT.fullmatch(entry.strip(" ")):
        minutes = round(float(f"{found[1]}.{found[2]}") * 60)
        return minutes if 1 <= minutes <= DAY else None
    return good.minutes_of(entry)
