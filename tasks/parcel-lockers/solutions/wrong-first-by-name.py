# fails: test_corners.py/the first of one size and not the first by name
# All visible tests pass.
from good import *


class Station(Station):
    def free_lockers(self):
        return sorted(super().free_lockers())
