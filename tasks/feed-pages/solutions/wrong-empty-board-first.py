# fails: cursors from outside/an empty board and no cursor
# Answers before it has looked at the cursor. All examples pass.
import good
from good import *


def page(posts, size, cursor):
    return good.page(posts, size, cursor) if posts else [[], ""]


def page_both_ways(posts, size, cursor):
    return good.page_both_ways(posts, size, cursor) if posts else [[], "", ""]
