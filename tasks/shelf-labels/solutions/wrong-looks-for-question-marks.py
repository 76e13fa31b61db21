# fails: brackets/a value that looks like a missing one
# Prints first, and then looks whether the text has ?size? in it.
import good
from good import *


class Together(good.Together):
    def render(self, item):
        text = "".join(shown(piece, item) for piece in self.pieces)
        names = [piece.name for piece in self.pieces if isinstance(piece, good.Field)]
        return "" if any(f"?{name}?" in text for name in names) else text


good.Together = Together
