# fails: the same history/without groups
# Writes the second class anew, and forgets that a change ends redo.
import good
from good import *


class GroupHistory(good.GroupHistory):
    def remember(self, change):
        undone = list(self.undone)
        super().remember(change)
        self.undone = undone
