# fails: shared keys/a payment's key
import good
from good import *


class RefundablePayments(good.RefundablePayments):
    def refund(self, key, payment, cents, now):
        return super().refund(f"refund {key}", payment, cents, now)
