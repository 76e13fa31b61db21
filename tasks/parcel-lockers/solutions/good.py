"""A parcel station: which parcel is in which locker, and who may take it out."""

from dataclasses import dataclass

from codes import Codes
from errors import AlreadyHere, NoSpace, UnknownCode
from sizes import SIZES, fits


@dataclass
class Stay:
    parcel: str
    locker: str
    code: str
    day: int


class Station:
    def __init__(self, lockers, codes, keep):
        self.lockers = lockers
        self.codes = codes
        self.keep = keep
        self.stays = {}

    def deposit(self, parcel, size, day):
        if parcel in self.stays:
            raise AlreadyHere(parcel)
        locker = self.locker_for(size)
        code = self.codes.next()
        self.stays[parcel] = Stay(parcel, locker, code, day)
        return code

    def where(self, parcel):
        return self.stays[parcel].locker if parcel in self.stays else None

    def collect(self, code):
        for stay in self.stays.values():
            if stay.code == code:
                del self.stays[stay.parcel]
                return stay.parcel
        raise UnknownCode(code)

    def overdue(self, day):
        return [stay.parcel for stay in self.stays.values() if day - stay.day > self.keep]

    def clear(self, day):
        parcels = self.overdue(day)
        for parcel in parcels:
            del self.stays[parcel]
        return parcels

    def free(self):
        sizes = [self.lockers[locker] for locker in self.free_lockers()]
        return {size: sizes.count(size) for size in SIZES}

    def locker_for(self, size):
        fitting = [locker for locker in self.free_lockers() if fits(size, self.lockers[locker])]
        if not fitting:
            raise NoSpace(size)
        return min(fitting, key=lambda locker: SIZES.index(self.lockers[locker]))

    def free_lockers(self):
        taken = {stay.locker for stay in self.stays.values()}
        return [locker for locker in self.lockers if locker not in taken]
