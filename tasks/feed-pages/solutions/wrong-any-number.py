# fails: cursors from outside
# Lets int() say what a number is. All examples pass.
from good import *


def page(posts, size, cursor):
    time, colon, post = cursor.partition(":")
    place = None
    if cursor:
        try:
            place = -int(time), post
        except ValueError:
            return None
        if not colon:
            return None
    after = [key for key in in_order(posts) if place is None or key > place]
    shown = after[:size]
    return [ids(shown), written(shown[-1]) if len(after) > size else ""]
