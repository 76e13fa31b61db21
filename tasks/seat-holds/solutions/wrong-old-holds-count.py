# fails: at most/holds that are over do not count
# Keeps a buyer's seats in a set of its own until they are sold. All examples pass.
from good import *


class GroupHolds(GroupHolds):
    def __init__(self, seats, minutes, most):
        super().__init__(seats, minutes, most)
        self.of = {}

    def hold_all(self, seats, buyer, now):
        mine = self.of.setdefault(buyer, set())
        if len(mine | set(seats)) > self.most or not super().hold_all(seats, buyer, now):
            return False
        mine.update(seats)
        return True

    def buy_all(self, buyer, now):
        self.of.pop(buyer, None)
        return super().buy_all(buyer, now)
