# fails: examples
import good
from good import *


def on_call(entries, start, end):
    return good.on_call(entries[::-1], start, end)
