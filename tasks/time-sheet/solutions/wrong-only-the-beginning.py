# fails: units/something behind it
# Matches a beginning of the entry. All examples pass.
from good import *


def minutes_of(entry):
    text = entry.strip(" ")
    for pattern in (BOTH, CLOCK, POINT, HOURS, MINUTES):
        if found := pattern.match(text):
            minutes = understood(found[0])
            return minutes if minutes is not None and 1 <= minutes <= DAY else None
    return None
