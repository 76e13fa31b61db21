# fails: large
import good
from good import *


def storms(alerts, quiet):
    kept = []
    for alert in alerts:
        if alert not in kept:
            kept.append(alert)
    return good.storms(kept, quiet)
