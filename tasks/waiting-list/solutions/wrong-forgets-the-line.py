# fails: test_edges.py/who waits cannot join again
from good import *


class WaitingList(WaitingList):
    def join(self, name):
        if name in self.line and name not in self.has_seat:
            self.line.append(name)
            return False
        return super().join(name)
