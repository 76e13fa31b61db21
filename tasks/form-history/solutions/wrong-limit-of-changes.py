# fails: the limit/a group is one step
import good
from good import *


class GroupHistory(good.GroupHistory):
    def remember(self, change):
        super().remember(change)
        while sum(len(step) for step in self.done) > self.most:
            self.done.pop(0)
