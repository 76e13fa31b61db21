# fails: test_corners.py/a parcel may come back
# Remembers codes by parcel, and an old one opens the locker again.
from good import *


class Station(Station):
    def __init__(self, lockers, codes, keep):
        super().__init__(lockers, codes, keep)
        self.parcels = {}

    def deposit(self, parcel, size, day):
        code = super().deposit(parcel, size, day)
        self.parcels[code] = parcel
        return code

    def collect(self, code):
        parcel = self.parcels.get(code)
        if parcel not in self.stays:
            raise UnknownCode(code)
        del self.stays[parcel]
        return parcel
