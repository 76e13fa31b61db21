# fails: examples/quotes
from good import *


def search(tickets, query):
    terms = [understood([(character, False) for character in word.replace('"', "")]) for word in query.lower().split()]
    return [position for position, ticket in enumerate(tickets) if all(matches(ticket, term) for term in terms)]
