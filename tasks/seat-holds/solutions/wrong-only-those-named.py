# fails: examples/all or none
# Holds only the seats of this call against the most.
from good import *


class GroupHolds(GroupHolds):
    def hold_all(self, seats, buyer, now):
        if len(set(seats)) > self.most or not all(self.one.can_hold(seat, buyer, now) for seat in seats):
            return False
        for seat in seats:
            self.one.hold(seat, buyer, now)
        return True
