# fails: test_edges.py/leaving the line moves nobody
from good import *


class WaitingList(WaitingList):
    def leave(self, name):
        waited = name in self.line
        super().leave(name)
        if waited and self.line:
            self.seat_next()
