# fails: the phone/the moment is not the beginning
from good import *


def calls(alerts, quiet, least, rest):
    rings = []
    for service, first, _, count in storms(alerts, quiet):
        if count >= least and (not rings or first - rings[-1][0] >= rest):
            rings.append([first, service])
    return rings
