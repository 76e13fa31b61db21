# fails: brackets/empty is not missing
import good
from good import *


class Together(good.Together):
    def render(self, item):
        texts = [piece.render(item) for piece in self.pieces]
        return "".join(texts) if all(texts) else ""


good.Together = Together
