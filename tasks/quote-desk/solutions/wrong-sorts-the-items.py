# fails: what was right/the first unknown one
# Names the unknown item that comes first by name.
import good
from good import *


class Desk(good.Desk):
    def work_out(self, customer, items):
        return super().work_out(customer, sorted(items))


good.Desk = Desk
