# fails: the last second/just remembered, just forgotten
# All examples pass.
import good
from good import *


class Payments(good.Payments):
    def __init__(self, keep):
        super().__init__(keep + 1)
