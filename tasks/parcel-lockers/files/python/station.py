"""A parcel station: which parcel is in which locker, and who may take it out."""

from codes import Codes
from errors import AlreadyHere, NoSpace, UnknownCode
from sizes import SIZES, fits


class Station:
    def __init__(self, lockers, codes, keep):
        pass

    def deposit(self, parcel, size, day):
        pass

    def where(self, parcel):
        pass

    def collect(self, code):
        pass

    def overdue(self, day):
        pass

    def clear(self, day):
        pass

    def free(self):
        pass
