# fails: the time asked for/on both sides
# Takes only entries that begin inside of the time that is asked for.
import good
from good import *


def on_call(entries, start, end):
    return good.on_call([entry for entry in entries if start <= entry[0] < end], start, end)
