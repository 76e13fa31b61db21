# fails: pieces/two of the one or of the other
# Mends the key with the number of pieces. All examples pass.
import good
from good import *


class Desk(good.Desk):
    def key(self, customer, items):
        return (customer, (*sorted(set(items)), str(len(items))))


good.Desk = Desk
