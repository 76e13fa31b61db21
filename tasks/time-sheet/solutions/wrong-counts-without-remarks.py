# fails: examples/a small sheet
import good
from good import *


def report(lines):
    return good.report([line for line in lines if line.partition("#")[0].strip(" ")])
