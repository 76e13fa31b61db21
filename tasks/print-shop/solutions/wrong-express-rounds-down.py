# fails: express/half a cent goes up
# Rounds express down, as everything else is. All examples pass.
import good
from good import *


def express_for(order, items):
    found = original(order, items)
    total = sum(item.cents for item in items)
    for item in found:
        item.cents = max(total * 25 // 100, good.EXPRESS_LEAST)
    return found


original = good.express_for
good.express_for = express_for
