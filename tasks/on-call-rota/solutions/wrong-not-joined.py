# fails: as long as possible/one turn after the other
# Joins only what one and the same entry covers.
from good import *


def on_call(entries, start, end):
    cuts = sorted({start, end} | {time for begin, until, _ in entries for time in (begin, until) if start < time < end})
    found, last = [], None
    for at, until in zip(cuts, cuts[1:]):
        number = next((n for n in range(len(entries) - 1, -1, -1) if entries[n][0] <= at < entries[n][1]), -1)
        if found and number == last:
            found[-1][1] = until
        else:
            found.append([at, until, entries[number][2] if number >= 0 else "nobody"])
        last = number
    return found
