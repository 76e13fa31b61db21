# fails: the same buyer again/the minutes begin anew
from good import *


class SeatHolds(SeatHolds):
    def hold(self, seat, buyer, now):
        if self.is_held_by(seat, buyer, now):
            return True                            # a hold of one's own stays as it was
        return super().hold(seat, buyer, now)
