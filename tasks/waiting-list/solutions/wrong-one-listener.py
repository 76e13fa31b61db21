# fails: test_edges.py/everybody who listens hears in order
from good import *


class WaitingList(WaitingList):
    def listen(self, listener):
        self.listeners = [listener]
