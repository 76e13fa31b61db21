# fails: as printed/cents below ten
import good
from good import *


def printed(text, cents):
    return f"{text}: {cents // 100}.{cents % 100}" if cents % 100 else f"{text}: {cents // 100}.00"


good.printed = printed
