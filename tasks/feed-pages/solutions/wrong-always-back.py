# fails: both ways/the first page
# Every page that is not empty has a way back.
import good
from good import *


def page_both_ways(posts, size, cursor):
    found = good.page_both_ways(posts, size, cursor)
    if found and found[0]:
        times = dict(posts)
        found[1] = f"<{times[found[0][0]]}:{found[0][0]}"
    return found
