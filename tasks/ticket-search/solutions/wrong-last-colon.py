# fails: fields/a value with a colon
# All examples pass.
from good import *


def search(tickets, query):
    def understood_from_the_end(term):
        minus, field, text = understood(term)
        if field is None or ":" not in text:
            return minus, field, text
        more, _, text = text.rpartition(":")
        return minus, f"{field}:{more}", text

    terms = [understood_from_the_end(term) for term in cut(query, " ")]
    return [position for position, ticket in enumerate(tickets) if all(matches(ticket, term) for term in terms)]
