import re

CURSOR = re.compile(r"([0-9]{1,9}):(.+)")


def page(posts, size, cursor):
    place = place_of(cursor)
    if cursor and place is None:
        return None
    after = [key for key in in_order(posts) if place is None or key > place]
    shown = after[:size]
    return [ids(shown), written(shown[-1]) if len(after) > size else ""]


def page_both_ways(posts, size, cursor):
    direction, place = cursor[:1], place_of(cursor[1:])
    if cursor and (direction not in "<>" or place is None):
        return None
    ordered = in_order(posts)
    if direction == "<":
        shown = [key for key in ordered if key < place][-size:]
    else:
        shown = [key for key in ordered if place is None or key > place][:size]
    if not shown:
        return [[], "", ""]
    newer = "" if shown[0] == ordered[0] else "<" + written(shown[0])
    older = "" if shown[-1] == ordered[-1] else ">" + written(shown[-1])
    return [ids(shown), newer, older]


def place_of(cursor):
    """The key of a `time:id`, or None: the newest time is the smallest key."""
    found = CURSOR.fullmatch(cursor)
    return (-int(found[1]), found[2]) if found else None


def in_order(posts):
    return sorted((-time, post) for post, time in posts)


def ids(keys):
    return [post for _, post in keys]


def written(key):
    time, post = key
    return f"{-time}:{post}"
