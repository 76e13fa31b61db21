# fails: discounts/a discount that ends
# Forgets at a customer's first discount, and not when it changes. All examples pass.
import good
from good import *


class Desk(good.Desk):
    def discount(self, customer, percent):
        if customer in self.discounts:
            self.discounts[customer] = percent
        else:
            super().discount(customer, percent)


good.Desk = Desk
