# fails: conflicts/another account
# Every account has keys of its own. All examples pass.
import good
from good import *


class Payments(good.Payments):
    def pay(self, key, account, cents, now):
        return super().pay(f"{account} {key}", account, cents, now)
