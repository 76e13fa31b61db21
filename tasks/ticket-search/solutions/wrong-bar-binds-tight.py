# fails: alternatives/every term of one side
# Takes the bar as standing between two single terms.
from good import *


def search_any(tickets, query):
    terms = [understood(term) for side in cut(query, "|") for term in split(side, " ")]
    return [
        position
        for position, ticket in enumerate(tickets)
        if not terms or any(matches(ticket, term) for term in terms)
    ]
