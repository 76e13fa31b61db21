# fails: shared keys/a payment's key
# Compares name and cents of a request, and not what was asked for.
import good
from good import *


class RefundablePayments(good.RefundablePayments):
    def refund(self, key, payment, cents, now):
        return self.once(key, ("pay", payment, cents), now, self.give_back)
