# fails: minus/a field that some do not have
# A ticket without the field matches neither way. All examples pass.
from good import *


def search(tickets, query):
    def fits(ticket, term):
        field = term[1]
        return (field is None or field in ticket) and matches(ticket, term)

    terms = [understood(term) for term in cut(query, " ")]
    return [position for position, ticket in enumerate(tickets) if all(fits(ticket, term) for term in terms)]
