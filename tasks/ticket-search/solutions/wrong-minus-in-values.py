# fails: minus/a value with a minus
# A minus in front of the value says not, too. All examples pass.
import good
from good import *


def understood(term):
    minus, field, text = original(term)
    if field is not None and text.startswith("-"):
        return not minus, field, text[1:]
    return minus, field, text


original = good.understood
good.understood = understood
