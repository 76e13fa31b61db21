# fails: examples/a swap and a longer turn
import good
from good import *


def on_call(entries, start, end):
    found = good.on_call(entries, start, end)
    return found[:-1] if found[-1][2] == "nobody" else found
