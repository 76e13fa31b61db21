# fails: groups/the last seat is taken
# Stops at the first seat that is taken, and leaves the others on hold.
from good import *


class GroupHolds(GroupHolds):
    def hold_all(self, seats, buyer, now):
        if len(self.held_by(buyer, now) | set(seats)) > self.most:
            return False
        return all(self.one.hold(seat, buyer, now) for seat in seats)
