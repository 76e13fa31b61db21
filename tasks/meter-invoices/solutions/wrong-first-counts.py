# fails: corrections
# Keeps the first reading of a day. All examples pass.
import good
from good import *


def take(reading, series):
    if not series or series[-1].date != reading.date:
        series.append(reading)


good.take = take
