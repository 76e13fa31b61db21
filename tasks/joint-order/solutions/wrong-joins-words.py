# fails: spelling/two spaces inside are not one
# Makes one space of several, also inside of an item. All examples pass.
import good
from good import *


def joint_order(first, second):
    return good.joint_order(*[[[" ".join(item.split()), *rest] for item, *rest in lines] for lines in (first, second)])
