# fails: the phone/a silent storm does not make the rest longer
from good import *


def calls(alerts, quiet, least, rest):
    moments = sorted((times[least - 1], service) for service, times in grouped(alerts, quiet) if len(times) >= least)
    before = [(-rest, ""), *moments]
    return [[time, service] for (time, service), (last, _) in zip(moments, before) if time - last >= rest]
