# fails: the last second/asking again does not make it longer
# All examples pass.
import good
from good import *


class Payments(good.Payments):
    def once(self, key, request, now, carry_out):
        answer = super().once(key, request, now, carry_out)
        if key in self.remembered:
            self.remembered[key] = (*self.remembered[key][:2], now)
        return answer
