# fails: the same answer as then/declined, and then there is money
# Remembers only what was paid. All examples pass.
import good
from good import *


class Payments(good.Payments):
    def once(self, key, request, now, carry_out):
        answer = super().once(key, request, now, carry_out)
        if answer == "declined":
            del self.remembered[key]
        return answer
