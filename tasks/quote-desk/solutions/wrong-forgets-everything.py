# fails: from memory/another item's price, another customer's discount
# Gives the right answers, and forgets all of them at every change.
import good
from good import *


class Desk(good.Desk):
    def forget(self, is_stale):
        self.remembered.clear()


good.Desk = Desk
