# fails: the phone/once for each storm
# Rings at every further `least` alerts of a storm. All examples pass.
from good import *


def calls(alerts, quiet, least, rest):
    moments = [(time, service) for service, times in grouped(alerts, quiet) for time in times[least - 1 :: least]]
    rings = []
    for time, service in sorted(moments):
        if not rings or time - rings[-1][0] >= rest:
            rings.append([time, service])
    return rings
