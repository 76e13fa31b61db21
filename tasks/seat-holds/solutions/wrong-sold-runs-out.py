# fails: sold/sold for good
from good import *


class SeatHolds(SeatHolds):
    def buy(self, seat, buyer, now):
        if not self.is_held_by(seat, buyer, now):
            return False
        self.buyer[seat] = "sold"                  # and the minutes go on
        return True
