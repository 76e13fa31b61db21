# fails: nobody holds it/a seat that does not exist
from good import *


class SeatHolds(SeatHolds):
    def is_free(self, seat, now):
        return now >= self.until.get(seat, 0)

    def is_held_by(self, seat, buyer, now):
        return now < self.until.get(seat, 0) and self.buyer[seat] == buyer
