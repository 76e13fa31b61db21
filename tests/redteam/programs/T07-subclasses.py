# subclasses of every builtin that lie about themselves
class Text(str):
    __eq__ = lambda self, other: True
    __str__ = __repr__ = lambda self: "1"
    __hash__ = str.__hash__


class Items(list):
    __iter__ = lambda self: iter([1])
    __len__ = lambda self: 1
    __eq__ = lambda self, other: True


def f(a):
    if WRONG:
        return [Text("no"), Items(), Items([Text("no")])][a % 3 if isinstance(a, int) else 0]
    return a
