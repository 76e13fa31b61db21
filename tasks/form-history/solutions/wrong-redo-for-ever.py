# fails: redo/a new change ends it
# All examples pass.
import good
from good import *


class FormHistory(good.FormHistory):
    def remember(self, change):
        self.done.append([change])
