# fails: alternatives/a bar in quotes
from good import *


def search_any(tickets, query):
    found = set()
    for side in query.split("|"):
        found.update(search(tickets, side))
    return sorted(found)
