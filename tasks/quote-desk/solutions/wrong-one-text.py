# fails: pieces/names side by side
# Joins the names without anything between them. All examples pass.
import good
from good import *


class Desk(good.Desk):
    def __init__(self):
        super().__init__()
        self.items = {}

    def key(self, customer, items):
        text = "".join(sorted(items))
        self.items[text] = items
        return (customer, text)

    def forget(self, is_stale):
        self.remembered = {
            key: total for key, total in self.remembered.items() if not is_stale(key[0], self.items[key[1]])
        }


good.Desk = Desk
