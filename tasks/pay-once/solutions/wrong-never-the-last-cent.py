# fails: enough money/to the last cent
import good
from good import *


class Payments(good.Payments):
    def charge(self, account, cents):
        return "declined" if self.balance(account) <= cents else super().charge(account, cents)
