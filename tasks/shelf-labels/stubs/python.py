"""Labels for the shelves of a shop: a template, filled from the fields of each item."""

FILTERS = {
    "upper": str.upper,
    "lower": str.lower,
    "trim": str.strip,
}


class Text:
    """A piece of the template that is printed as it is."""

    def __init__(self, text: str):
        self.text = text

    def render(self, item: dict[str, str]) -> str:
        return self.text


class Field:
    """A piece that each item fills. `filter_name` may be empty."""

    def __init__(self, name: str, filter_name: str):
        self.name = name
        self.filter_name = filter_name

    def render(self, item: dict[str, str]) -> str:
        if self.filter_name and self.filter_name not in FILTERS:
            return f"!{self.filter_name}!"
        if self.name not in item:
            return f"?{self.name}?"
        value = item[self.name]
        return FILTERS[self.filter_name](value) if self.filter_name else value


def labels(template: str, items: list[dict[str, str]]) -> list[str]:
    pieces = parse(template)
    return ["".join(piece.render(item) for piece in pieces) for item in items]


def parse(template: str) -> list[Text | Field]:
    """The pieces of a template, in their order."""
    pieces: list[Text | Field] = []
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


def parse_field(inside: str) -> Field:
    """The field between two braces: `name` or `name|filter`."""
    name, _, filter_name = inside.partition("|")
    return Field(name, filter_name)
