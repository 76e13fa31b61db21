class SeatHolds:
    def __init__(self, seats, minutes):
        self.minutes = minutes
        self.buyer = dict.fromkeys(seats)
        self.until = dict.fromkeys(seats, float("-inf"))

    def hold(self, seat, buyer, now):
        if not self.can_hold(seat, buyer, now):
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

    def can_hold(self, seat, buyer, now):
        return self.is_free(seat, now) or self.is_held_by(seat, buyer, now)

    def is_free(self, seat, now):
        return seat in self.until and now >= self.until[seat]

    def is_held_by(self, seat, buyer, now):
        return seat in self.until and now < self.until[seat] and self.buyer[seat] == buyer


class GroupHolds:
    def __init__(self, seats, minutes, most):
        self.one = SeatHolds(seats, minutes)
        self.most = most

    def hold_all(self, seats, buyer, now):
        wanted = set(seats)
        others = self.held_by(buyer, now) - wanted
        if len(others) + len(wanted) > self.most or not all(self.one.can_hold(seat, buyer, now) for seat in wanted):
            return False
        for seat in wanted:
            self.one.hold(seat, buyer, now)
        return True

    def buy_all(self, buyer, now):
        held = self.held_by(buyer, now)
        for seat in held:
            self.one.buy(seat, buyer, now)
        return len(held)

    def free(self, now):
        return self.one.free(now)

    def held_by(self, buyer, now):
        return {seat for seat in self.one.until if self.one.is_held_by(seat, buyer, now)}
