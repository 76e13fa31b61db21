# fails: undo/an empty value is one
# Takes an empty value for a field that is not there. All examples pass.
import good
from good import *


class FormHistory(good.FormHistory):
    def change(self, field, value):
        return bool(self.values.get(field)) and super().change(field, value)

    def value(self, field):
        return self.values.get(field) or None
