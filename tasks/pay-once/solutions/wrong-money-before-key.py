# fails: the same answer as then/created, and then there is no money
# Looks at the account first. All examples pass.
import good
from good import *


class Payments(good.Payments):
    def pay(self, key, account, cents, now):
        if cents >= 1 and self.balance(account) < cents:
            return "declined"
        return super().pay(key, account, cents, now)
