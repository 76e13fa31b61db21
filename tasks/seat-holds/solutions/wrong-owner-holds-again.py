# fails: sold/not even its owner again
from good import *


class SeatHolds(SeatHolds):
    def buy(self, seat, buyer, now):
        bought = super().buy(seat, buyer, now)
        if bought:
            self.buyer[seat] = buyer               # the buyer still counts as its holder
        return bought
