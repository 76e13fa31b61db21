# fails: words/only the title
# A word may be in any field. All examples pass.
from good import *


def search(tickets, query):
    def fits(ticket, term):
        minus, field, text = term
        if field is not None:
            return matches(ticket, term)
        return any(text in value.lower() for value in ticket.values()) != minus

    terms = [understood(term) for term in cut(query, " ")]
    return [position for position, ticket in enumerate(tickets) if all(fits(ticket, term) for term in terms)]
