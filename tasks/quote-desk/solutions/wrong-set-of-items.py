# fails: pieces/one, then two
# The key of the program as it was. All examples pass.
import good
from good import *


class Desk(good.Desk):
    def key(self, customer, items):
        return (customer, tuple(sorted(set(items))))


good.Desk = Desk
