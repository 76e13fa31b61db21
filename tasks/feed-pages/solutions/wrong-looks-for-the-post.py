# fails: changes/the last post was removed
# Begins anew when the post is gone. All examples pass.
from good import *


def page(posts, size, cursor):
    place = place_of(cursor)
    if cursor and place is None:
        return None
    ordered = in_order(posts)
    at = ordered.index(place) + 1 if place in ordered else 0
    shown = ordered[at : at + size]
    return [ids(shown), written(shown[-1]) if at + size < len(ordered) else ""]
