# fails: order/goes on within the same time
# All examples pass.
from good import *


def page(posts, size, cursor):
    place = place_of(cursor)
    if cursor and place is None:
        return None
    after = [key for key in in_order(posts) if place is None or key[0] > place[0]]
    shown = after[:size]
    return [ids(shown), written(shown[-1]) if len(after) > size else ""]
