# fails: order/the same time
# Turns the whole order round, ids too. All examples pass.
from good import *


def page(posts, size, cursor):
    place = place_of(cursor)
    if cursor and place is None:
        return None
    ordered = sorted(((time, post) for post, time in posts), reverse=True)
    after = [key for key in ordered if place is None or key < (-place[0], place[1])]
    shown = after[:size]
    return [[post for _, post in shown], f"{shown[-1][0]}:{shown[-1][1]}" if len(after) > size else ""]
