# fails: the limit/forgotten with the first change of a group
# Forgets the oldest step when the group ends.
import good
from good import *


class GroupHistory(good.GroupHistory):
    def remember(self, change):
        if self.begun:
            self.done[-1].append(change)
            return
        good.FormHistory.remember(self, change)
        self.begun = self.open > 0
        self.forget()

    def end(self):
        super().end()
        self.forget()

    def forget(self):
        if not self.open:
            self.done = self.done[-self.most :]
