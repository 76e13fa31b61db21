def search(tickets, query):
    terms = [understood(term) for term in cut(query, " ")]
    return [position for position, ticket in enumerate(tickets) if all(matches(ticket, term) for term in terms)]


def search_any(tickets, query):
    sides = cut(query, "|") or [[]]
    alternatives = [[understood(term) for term in split(side, " ")] for side in sides]
    return [
        position
        for position, ticket in enumerate(tickets)
        if any(all(matches(ticket, term) for term in terms) for terms in alternatives)
    ]


def cut(query, sign):
    """The query's pieces between the signs, as (character, was it in quotes) pairs; empty pieces are left out."""
    marked, quoted = [], False
    for character in query.lower():
        if character == '"':
            quoted = not quoted
        else:
            marked.append((character, quoted))
    return split(marked, sign)


def split(marked, sign):
    pieces = [[]]
    for pair in marked:
        if pair == (sign, False):
            pieces.append([])
        else:
            pieces[-1].append(pair)
    return [piece for piece in pieces if piece]


def understood(term):
    """(is it a minus term, its field or None, its text)"""
    minus = term[0] == ("-", False)
    if minus:
        term = term[1:]
    text = "".join(character for character, _ in term)
    if (":", False) not in term:
        return minus, None, text
    colon = term.index((":", False))
    return minus, text[:colon], text[colon + 1 :]


def matches(ticket, term):
    minus, field, text = term
    if field is None:
        found = text in ticket["title"].lower()
    else:
        found = field in ticket and ticket[field].lower() == text
    return found != minus
