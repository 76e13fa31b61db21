# fails: examples/a loop
import good
from good import *


def plan(steps):
    done = good.plan(steps)
    return done if len(done) == len(steps) else []
