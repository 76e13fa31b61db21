class AlreadyIn(Exception):
    pass


class NotIn(Exception):
    pass


class WaitingList:
    def __init__(self, seats):
        self.seats = seats
        self.has_seat = []
        self.line = []
        self.listeners = []

    def join(self, name):
        if name in self.has_seat or name in self.line:
            raise AlreadyIn(name)
        if len(self.has_seat) < self.seats:
            self.has_seat.append(name)
            return True
        self.line.append(name)
        return False

    def leave(self, name):
        if name in self.line:
            self.line.remove(name)
        elif name in self.has_seat:
            self.has_seat.remove(name)
            if self.line:
                self.seat_next()
        else:
            raise NotIn(name)

    def seat_next(self):
        name = self.line.pop(0)
        self.has_seat.append(name)
        for listener in self.listeners:
            listener(name)

    def seated(self):
        return list(self.has_seat)

    def waiting(self):
        return list(self.line)

    def listen(self, listener):
        self.listeners.append(listener)
