# fails: the last minute
from good import *


class SeatHolds(SeatHolds):
    def __init__(self, seats, minutes):
        super().__init__(seats, minutes)
        self.until = dict.fromkeys(seats, -1)

    def is_free(self, seat, now):
        return seat in self.until and now > self.until[seat]

    def is_held_by(self, seat, buyer, now):
        return seat in self.until and now <= self.until[seat] and self.buyer[seat] == buyer
