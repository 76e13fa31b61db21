# fails: discounts/rounded down once
# Takes the discount off each piece and rounds there. All examples pass.
import good
from good import *


class Desk(good.Desk):
    def work_out(self, customer, items):
        return sum(super(Desk, self).work_out(customer, [item]) for item in items)


good.Desk = Desk
