# fails: quiet time/a long chain
# Measures from the beginning of the storm. All examples pass.
from good import *


def storms(alerts, quiet):
    found = {}
    for _, time, service in sorted(set(map(tuple, alerts)), key=lambda alert: alert[1]):
        mine = found.setdefault(service, [])
        if mine and time - mine[-1][1] <= quiet:
            mine[-1][2] = time
            mine[-1][3] += 1
        else:
            mine.append([service, time, time, 1])
    return sorted((storm for mine in found.values() for storm in mine), key=lambda storm: (storm[1], storm[0]))
