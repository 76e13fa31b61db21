# fails: copies/two checks in the same second
# Takes time and service for the identity of an alert. All examples pass.
import good
from good import *


def storms(alerts, quiet):
    return good.storms([[f"{time} {service}", time, service] for _, time, service in alerts], quiet)
