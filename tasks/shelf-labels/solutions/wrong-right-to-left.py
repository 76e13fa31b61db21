# fails: chains/order matters
# Runs the filters from right to left, as nested calls are written.
import good
from good import *


class Field(good.Field):
    def __init__(self, name, filters):
        super().__init__(name, filters[::-1])


good.Field = Field
