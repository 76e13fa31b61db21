# fails: test_corners.py/the first of one size and not the first by name
# Takes the first locker that the parcel fits in. All visible tests pass.
import good
from good import *


class Station(Station):
    def locker_for(self, size):
        for locker in self.free_lockers():
            if fits(size, self.lockers[locker]):
                return locker
        raise NoSpace(size)
