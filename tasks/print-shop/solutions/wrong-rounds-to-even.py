# fails: express/half a cent goes up to an odd one, too
# Trusts `round`, for which half a cent goes to the even one. All examples pass.
import good
from good import *


def express_for(order, items):
    found = original(order, items)
    total = sum(item.cents for item in items)
    for item in found:
        item.cents = max(round(total * good.EXPRESS_PERCENT / 100), good.EXPRESS_LEAST)
    return found


original = good.express_for
good.express_for = express_for
