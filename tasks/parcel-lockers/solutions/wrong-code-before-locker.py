# fails: test_corners.py/refused parcels use up no code
# Takes a code before it knows whether there is a locker. All visible tests pass.
from good import *


class Station(Station):
    def deposit(self, parcel, size, day):
        if parcel in self.stays:
            raise AlreadyHere(parcel)
        code = self.codes.next()
        self.stays[parcel] = Stay(parcel, self.locker_for(size), code, day)
        return code
