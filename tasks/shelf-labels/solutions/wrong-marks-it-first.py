# fails: nothing there/missing stays missing
# Puts ?code? in place of a missing field before the filters run. All examples pass.
import good
from good import *


def shown(piece, item):
    if isinstance(piece, good.Field) and piece.name not in item and piece.render(item) is None:
        return piece.render({piece.name: f"?{piece.name}?"})
    return original(piece, item)


original = good.shown
good.shown = shown
