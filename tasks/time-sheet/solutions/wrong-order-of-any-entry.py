# fails: sheet/a bad entry is not the first
# All examples pass.
import good
from good import *


def report(lines):
    names = list(dict.fromkeys(line.partition(":")[0].strip(" ") for line in lines))
    found = good.report(lines)
    good_ones = [line for line in found if not line.startswith("line ")]
    good_ones.sort(key=lambda line: names.index(line.rsplit(" ", 2)[0]))
    return good_ones + found[len(good_ones) :]
