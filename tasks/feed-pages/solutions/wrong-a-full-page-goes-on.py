# fails: ends/exactly one page
# Takes a full page for a sign that there are more.
from good import *


def page(posts, size, cursor):
    place = place_of(cursor)
    if cursor and place is None:
        return None
    shown = [key for key in in_order(posts) if place is None or key > place][:size]
    return [ids(shown), written(shown[-1]) if len(shown) == size else ""]
