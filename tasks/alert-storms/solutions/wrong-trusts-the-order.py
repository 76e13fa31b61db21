# fails: examples/two services at once
from good import *


def storms(alerts, quiet):
    found, latest = [], {}
    for _, time, service in dict.fromkeys(map(tuple, alerts)):
        storm = latest.get(service)
        if storm and time - storm[2] <= quiet:
            storm[2] = time
            storm[3] += 1
        else:
            latest[service] = [service, time, time, 1]
            found.append(latest[service])
    return sorted(found, key=lambda storm: (storm[1], storm[0]))
