# fails: both ways/the place is left out both ways
from good import *


def page_both_ways(posts, size, cursor):
    direction, place = cursor[:1], place_of(cursor[1:])
    if cursor and (direction not in "<>" or place is None):
        return None
    ordered = in_order(posts)
    if direction == "<":
        shown = [key for key in ordered if key <= place][-size:]
    else:
        shown = [key for key in ordered if place is None or key > place][:size]
    if not shown:
        return [[], "", ""]
    newer = "" if shown[0] == ordered[0] else "<" + written(shown[0])
    older = "" if shown[-1] == ordered[-1] else ">" + written(shown[-1])
    return [ids(shown), newer, older]
