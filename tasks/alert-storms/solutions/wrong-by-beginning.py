# fails: the phone/the storm that began later rings first
# Lets storms ring in the order of their beginnings. All examples pass.
from good import *


def calls(alerts, quiet, least, rest):
    rings = []
    for service, times in grouped(alerts, quiet):
        if len(times) >= least and (not rings or times[least - 1] - rings[-1][0] >= rest):
            rings.append([times[least - 1], service])
    return rings
