# fails: shared keys/another payment
# Remembers how much a refund was, and not of which payment. All examples pass.
import good
from good import *


class RefundablePayments(good.RefundablePayments):
    def refund(self, key, payment, cents, now):
        return self.once(key, ("refund", "", cents), now, lambda _, cents: self.give_back(payment, cents))
