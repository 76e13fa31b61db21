# fails: later counts/the earlier entry begins later
# Sorts by time, so that whatever begins later counts. All examples pass.
import good
from good import *


def on_call(entries, start, end):
    return good.on_call(sorted(entries, key=lambda entry: entry[0]), start, end)
