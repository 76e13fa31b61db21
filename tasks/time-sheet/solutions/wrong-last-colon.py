# fails: sheet/a colon in the time
from good import *


def report(lines):
    sums, bad = {}, []
    for number, line in enumerate(lines, start=1):
        text = line.partition("#")[0].strip(" ")
        if not text:
            continue
        name, colon, entry = text.rpartition(":")
        minutes = minutes_of(entry)
        if not (name.strip(" ") and colon):
            bad.append(f"line {number}: no project")
        elif minutes is None:
            bad.append(f"line {number}: no time")
        else:
            sums[name.strip(" ")] = sums.get(name.strip(" "), 0) + minutes
    return [f"{name} {total // 60}h {total % 60:02}m" for name, total in sums.items()] + bad
