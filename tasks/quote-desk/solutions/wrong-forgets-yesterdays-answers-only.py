# fails: examples/a new morning
import good
from good import *

PRICES = {}


class Desk(good.Desk):
    def __init__(self):
        super().__init__()
        self.prices = PRICES


good.Desk = Desk
