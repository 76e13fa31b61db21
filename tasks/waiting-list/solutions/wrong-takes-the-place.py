# fails: test_edges.py/a seat that is given anew comes last
from good import *


class WaitingList(WaitingList):
    def leave(self, name):
        place = self.has_seat.index(name) if name in self.has_seat else None
        moves = place is not None and bool(self.line)
        super().leave(name)
        if moves:
            self.has_seat.insert(place, self.has_seat.pop())
