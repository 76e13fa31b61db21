# fails: test_edges.py/a seat is taken before it is announced
from good import *


class WaitingList(WaitingList):
    def seat_next(self):
        for listener in self.listeners:
            listener(self.line[0])
        self.has_seat.append(self.line.pop(0))
