# fails: redo/a change that is none does not
# A change that changes nothing ends redo all the same. All examples pass.
import good
from good import *


class FormHistory(good.FormHistory):
    def change(self, field, value):
        self.undone.clear()
        return super().change(field, value)
