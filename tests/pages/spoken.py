"""What a screen reader says of a page's fields: words that are in a field's name and its description, so said twice."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

FIELDS = ("input", "select", "textarea")


@dataclass(slots=True)
class Label:
    """A label that goes around its fields: the ids in it, and the attributes of the fields."""

    ids: set[str] = field(default_factory=set)
    fields: list[dict[str, str]] = field(default_factory=list)


class Labels(HTMLParser):
    """The labels of a page, and how often each id stands there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.labels: list[Label] = []
        self.ids: dict[str, int] = {}
        self._label: Label | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "label":
            self._label = Label()
            self.labels.append(self._label)
        if id := given.get("id", ""):
            self.ids[id] = self.ids.get(id, 0) + 1
            if self._label:
                self._label.ids.add(id)
        if tag in FIELDS and self._label:
            self._label.fields.append(given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self._label = None


def said_twice(html: str) -> list[str]:
    """The names of the fields whose description is in their label too, unless a part of it alone names them; and of
    those that are named by what is not there once."""
    page, found = Labels(html), []
    for label in page.labels:
        for given in label.fields:
            names = given.get("aria-labelledby", "").split()
            described = set(given.get("aria-describedby", "").split())
            if described & (set(names) if names else label.ids) or any(page.ids.get(id) != 1 for id in names):
                found.append(given.get("name", ""))
    return found
