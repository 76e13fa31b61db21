# fails: large
from good import *


def on_call(entries, start, end):
    found = []
    for minute in range(start, end):
        team = "nobody"
        for begin, until, one in entries:
            if begin <= minute < until:
                team = one
        if found and found[-1][2] == team:
            found[-1][1] = minute + 1
        else:
            found.append([minute, minute + 1, team])
    return found
