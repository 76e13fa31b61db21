# fails: the last minute
class SeatHolds:
    def __init__(self, seats, minutes):
        self.minutes = minutes
        self.buyer = dict.fromkeys(seats)
        self.until = dict.fromkeys(seats, -1)

    def hold(self, seat, buyer, now):
        if not self.is_free(seat, now) and not self.is_held_by(seat, buyer, now):
            return False
        self.buyer[seat], self.until[seat] = buyer, now + self.minutes
        return True

    def buy(self, seat, buyer, now):
        if not self.is_held_by(seat, buyer, now):
            return False
        self.buyer[seat], self.until[seat] = None, float("inf")
        return True

    def free(self, now):
        return [seat for seat in self.until if self.is_free(seat, now)]

    def is_free(self, seat, now):
        return seat in self.until and now > self.until[seat]

    def is_held_by(self, seat, buyer, now):
        return seat in self.until and now <= self.until[seat] and self.buyer[seat] == buyer
