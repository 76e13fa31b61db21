# fails: examples/a small shop
# Waits for needs that are no steps.
import good
from good import *


def plan(steps):
    others = {need for _, needs in steps for need in needs} - {step for step, _ in steps}
    return good.plan(steps + [[need, [need]] for need in sorted(others)])
