# fails: units/many minutes alone
# Holds all minutes below 60. All examples pass.
import good
from good import *


def minutes_of(entry):
    found = MINUTES.fullmatch(entry.strip(" "))
    return None if found and int(found[1]) > 59 else good.minutes_of(entry)
