# fails: conflicts/a conflict is not remembered
# Remembers the request that was the conflict. All examples pass.
import good
from good import *


class Payments(good.Payments):
    def once(self, key, request, now, carry_out):
        answer = super().once(key, request, now, carry_out)
        if answer == "conflict":
            _, before, given = self.remembered[key]
            self.remembered[key] = request, before, given
        return answer
