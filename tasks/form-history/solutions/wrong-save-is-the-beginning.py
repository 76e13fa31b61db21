# fails: examples/what is not saved
import good
from good import *


class FormHistory(good.FormHistory):
    def save(self):
        super().save()
        self.done.clear()
        self.undone.clear()
