# fails: clock/one digit of minutes
# All examples pass.
import good
from good import *


def minutes_of(entry):
    hours, colon, minutes = entry.strip(" ").partition(":")
    if colon and hours.isdecimal() and minutes.isdecimal():
        total = int(hours) * 60 + int(minutes)
        return total if int(minutes) < 60 and 1 <= total <= DAY else None
    return good.minutes_of(entry)
