# fails: the phone/the same moment of storms that began at different times
# Of two storms with the same moment, the one that began first. All examples pass.
from good import *


def calls(alerts, quiet, least, rest):
    moments = [(times[least - 1], service) for service, times in grouped(alerts, quiet) if len(times) >= least]
    rings = []
    for time, service in sorted(moments, key=lambda moment: moment[0]):
        if not rings or time - rings[-1][0] >= rest:
            rings.append([time, service])
    return rings
