"""Labels for the shelves of a shop: a template, filled from the fields of each item."""

PLAIN = {"upper": str.upper, "lower": str.lower, "trim": str.strip}
COUNTED = {"first": lambda value, count: value[:count], "zeros": lambda value, count: value.rjust(count, "0")}


class WrongFilter(Exception):
    """A filter that cannot be right, as it was written."""


class Text:
    def __init__(self, text):
        self.text = text

    def render(self, item):
        return self.text


class Field:
    """A piece that each item fills. A filter takes the value, or None where there is none, and returns the same."""

    def __init__(self, name, filters):
        self.name = name
        self.filters = filters

    def render(self, item):
        """The text for this item, or None where the field is missing."""
        value = item.get(self.name)
        for apply in self.filters:
            value = apply(value)
        return value


class Together:
    """Pieces that are printed together or not at all."""

    def __init__(self, pieces):
        self.pieces = pieces

    def render(self, item):
        texts = [piece.render(item) for piece in self.pieces]
        return "" if None in texts else "".join(texts)


def labels(template, items):
    return printed(parse(template), items)


def short_labels(template, items):
    return printed(parse(template, "[]"), items)


def printed(pieces, items):
    return ["".join(shown(piece, item) for piece in pieces) for item in items]


def shown(piece, item):
    text = piece.render(item)
    return f"?{piece.name}?" if text is None else text


def parse(template, brackets=""):
    """The pieces of a template, in their order."""
    outer = pieces = []
    at = 0
    while at < len(template):
        character = template[at]
        if template[at : at + 2] in ("{{", "}}"):
            pieces.append(Text(character))
            at += 2
        elif character == "{":
            end = template.index("}", at)
            pieces.append(parse_field(template[at + 1 : end]))
            at = end + 1
        else:
            if character not in brackets:
                pieces.append(Text(character))
            elif character == "[":
                pieces = []
                outer.append(Together(pieces))
            else:
                pieces = outer
            at += 1
    return outer


def parse_field(inside):
    name, *filters = inside.split("|")
    try:
        return Field(name, [parse_filter(written) for written in filters])
    except WrongFilter as wrong:
        return Text(f"!{wrong}!")


def parse_filter(written):
    name, space, rest = written.partition(" ")
    if name in PLAIN and not space:
        return unless_missing(PLAIN[name])
    if name in COUNTED and rest.isdigit() and len(rest) <= 3:
        return unless_missing(lambda value: COUNTED[name](value, int(rest)))
    if name == "default" and rest:
        return lambda value: value or rest
    raise WrongFilter(written)


def unless_missing(apply):
    return lambda value: None if value is None else apply(value)
