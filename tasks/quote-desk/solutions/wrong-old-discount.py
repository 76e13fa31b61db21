# fails: discounts/a discount after the quote
# Does not forget anything at a discount. All examples pass.
import good
from good import *


class Desk(good.Desk):
    def discount(self, customer, percent):
        self.discounts[customer] = percent


good.Desk = Desk
