# fails: examples/another request with the same key
import good
from good import *


class Payments(good.Payments):
    def once(self, key, request, now, carry_out):
        if key in self.remembered and now < self.remembered[key][2] + self.keep:
            request = self.remembered[key][0]
        return super().once(key, request, now, carry_out)
