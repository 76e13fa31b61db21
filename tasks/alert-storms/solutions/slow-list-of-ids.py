# fails: large
import good
from good import *


def storms(alerts, quiet):
    ids, kept = [], []
    for alert in alerts:
        if alert[0] not in ids:
            ids.append(alert[0])
            kept.append(alert)
    return good.storms(kept, quiet)
