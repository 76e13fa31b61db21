# fails: test_corners.py/already here comes before no space
# Looks for a locker before it asks whether the parcel is here: the test gets another error than it expects.
from good import *


class Station(Station):
    def deposit(self, parcel, size, day):
        self.locker_for(size)
        return super().deposit(parcel, size, day)
