"""Labels for the shelves of a shop: a template, filled from the fields of each item."""

FILTERS = {
    "upper": str.upper,
    "lower": str.lower,
    "trim": str.strip,
}


class Text:
    """A piece of the template that is printed as it is."""

    def __init__(self, text):
        self.text = text

    def render(self, item):
        return self.text


class Field:
    """A piece that each item fills. `filter` is the name of one, or empty."""

    def __init__(self, name, filter):
        self.name = name
        self.filter = filter

    def render(self, item):
        if self.filter and self.filter not in FILTERS:
            return f"!{self.filter}!"
        if self.name not in item:
            return f"?{self.name}?"
        value = item[self.name]
        return FILTERS[self.filter](value) if self.filter else value


def labels(template, items):
    pieces = parse(template)
    return ["".join(piece.render(item) for piece in pieces) for item in items]


def parse(template):
    """The pieces of a template, in their order."""
    pieces = []
    text = ""
    at = 0
    while at < len(template):
        if template[at : at + 2] in ("{{", "}}"):
            text += template[at]
            at += 2
        elif template[at] == "{":
            end = template.index("}", at)
            pieces += [Text(text), parse_field(template[at + 1 : end])]
            text = ""
            at = end + 1
        else:
            text += template[at]
            at += 1
    return [*pieces, Text(text)]


def parse_field(inside):
    """The field between two braces: `name` or `name|filter`."""
    name, _, filter = inside.partition("|")
    return Field(name, filter)
