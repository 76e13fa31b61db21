# fails: test_edges.py/everybody who listens hears in order
from good import *


class WaitingList(WaitingList):
    def on_seat(self, function):
        self.listeners = [function]
