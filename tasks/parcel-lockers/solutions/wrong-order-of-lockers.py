# fails: test_corners.py/overdue in the order of their days
# Lists overdue parcels in the order of the lockers. All visible tests pass.
from good import *


class Station(Station):
    def overdue(self, day):
        places = list(self.lockers)
        return sorted(super().overdue(day), key=lambda parcel: places.index(self.where(parcel)))
