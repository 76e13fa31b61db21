# fails: examples/delivered twice
import good
from good import *


def storms(alerts, quiet):
    return good.storms([[number, time, service] for number, (_, time, service) in enumerate(alerts)], quiet)
