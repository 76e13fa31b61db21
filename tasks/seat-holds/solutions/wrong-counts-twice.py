# fails: at most/the same seats again
# Adds the seats to those on hold, although some may be the same. All examples pass.
from good import *


class GroupHolds(GroupHolds):
    def hold_all(self, seats, buyer, now):
        if len(self.held_by(buyer, now)) + len(seats) > self.most:
            return False
        return super().hold_all(seats, buyer, now)
