# fails: examples
import good
from good import *


def on_call(entries, start, end):
    return good.on_call([[begin, until + 1, team] for begin, until, team in entries], start, end)
