# fails: test_corners.py/exactly as many days is not overdue
# All visible tests pass.
from good import *


class Station(Station):
    def overdue(self, day):
        return [stay.parcel for stay in self.stays.values() if day - stay.day >= self.keep]
