# fails: refunds/more than was paid
# Holds every refund against the whole payment.
import good
from good import *


class RefundablePayments(good.RefundablePayments):
    def give_back(self, name, cents):
        answer = super().give_back(name, cents)
        if answer.startswith("refunded"):
            self.payments[name].left += cents
        return answer
