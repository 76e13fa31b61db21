"""The smallest task of each kind that proves itself: what `greenroom tasks new` writes, for its author to replace."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from server.authoring.project_template import USUAL, project_body

Kind = Literal["function", "class", "stdin", "sql", "project"]

GUIDE: Final = """\
## Hints
- What is the smallest input that could go wrong?
- Say in words what your code does with it.
- Which case of yours would show that?

## Follow-ups
- What changes when there are a million of them?

## Green flags
- Asks what should happen at the edges before writing anything.

## Red flags
- Tries things until the examples pass.

## Complexity
O(n) time.
"""

_FUNCTION: Final = {
    "task.yaml": 'signature: "busiest(hours: list[int]) -> int"\n',
    "statement.md": """\
`hours` holds the hour of each call to a help desk. Return the hour with the most calls; of several, the earliest.

There is at least one call.
""",
    "cases.yaml": """\
examples:
  - {name: one busy hour, in: {hours: [9, 14, 9]}, out: 9}
  - {name: one call, in: {hours: [23]}, out: 23}
hidden:
  - group: ties
    hint: What if two hours have the same number of calls?
    cases:
      - {name: the earlier comes later, in: {hours: [14, 9, 14, 9]}, out: 9}
      - {name: all different, in: {hours: [3, 2, 1]}, out: 1}
      - {name: a later hour has more, in: {hours: [1, 2, 2]}, out: 2}
""",
    "solutions/good.py": """\
def busiest(hours):
    return min(hours, key=lambda hour: (-hours.count(hour), hour))
""",
    "solutions/wrong-first-seen.py": """\
# fails: ties/the earlier comes later
def busiest(hours):
    return max(hours, key=hours.count)
""",
}

_CLASS: Final = {
    "task.yaml": 'class: ["Purse(coins: int)", "pay(price: int) -> bool", "left() -> int"]\n',
    "statement.md": """\
A `Purse` begins with some coins. `pay` takes the price out of it and says whether that was possible; what is not there
cannot be paid, and then nothing is taken. `left` says how many coins are left.
""",
    "cases.yaml": """\
examples:
  - {name: paying, calls: ["Purse(10)", "pay(4) -> true", "left() -> 6"]}
hidden:
  - group: too dear
    hint: What is left after a price that could not be paid?
    cases:
      - {name: nothing is taken, calls: ["Purse(3)", "pay(4) -> false", "left() -> 3"]}
      - {name: all of it, calls: ["Purse(3)", "pay(3) -> true", "left() -> 0"]}
""",
    "solutions/good.py": """\
class Purse:
    def __init__(self, coins):
        self.coins = coins

    def pay(self, price):
        if price > self.coins:
            return False
        self.coins -= price
        return True

    def left(self):
        return self.coins
""",
    "solutions/wrong-takes-anyway.py": """\
# fails: too dear/nothing is taken
class Purse:
    def __init__(self, coins):
        self.coins = coins

    def pay(self, price):
        self.coins -= price
        return self.coins >= 0

    def left(self):
        return self.coins
""",
}

_STDIN: Final = {
    "task.yaml": "",
    "statement.md": """\
Each line of the input is the name of somebody who entered the building. Print each name once, in the order of their
first entry.
""",
    "cases.yaml": """\
examples:
  - name: somebody twice
    in: |
      ida
      cam
      ida
    out: |
      ida
      cam
hidden:
  - group: order
    hint: Is it the order of the alphabet, or that of coming in?
    cases:
      - {name: not by name, in: "max\\ncam\\n", out: "max\\ncam\\n"}
      - {name: nobody, in: "", out: ""}
""",
    "solutions/good.py": """\
import sys

for name in dict.fromkeys(sys.stdin.read().split()):
    print(name)
""",
    "solutions/wrong-sorted.py": """\
# fails: order/not by name
import sys

for name in sorted(set(sys.stdin.read().split())):
    print(name)
""",
}

_SQL: Final = {
    "task.yaml": "sql: {order: true}\n",
    "statement.md": """\
List every customer with the number of their orders, those without any too: `name` and `orders`, by name.
""",
    "schema.sql": """\
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customers (id));
""",
    "cases.yaml": """\
examples:
  - name: two customers
    seed: |
      INSERT INTO customers VALUES (1, 'Cam'), (2, 'Ida');
      INSERT INTO orders VALUES (1, 1), (2, 1), (3, 2);
    out: {columns: [name, orders], rows: [[Cam, 2], [Ida, 1]]}
hidden:
  - group: nothing ordered
    hint: Who has no row in orders?
    cases:
      - name: one without orders
        seed: |
          INSERT INTO customers VALUES (1, 'Cam'), (2, 'Ida');
          INSERT INTO orders VALUES (1, 2);
        out: {columns: [name, orders], rows: [[Cam, 0], [Ida, 1]]}
""",
    "solutions/good.sql": """\
SELECT name, count(orders.id) AS orders
FROM customers LEFT JOIN orders ON orders.customer = customers.id
GROUP BY customers.id
ORDER BY name;
""",
    "solutions/wrong-only-with-orders.sql": """\
-- fails: nothing ordered
SELECT name, count(*) AS orders
FROM customers JOIN orders ON orders.customer = customers.id
GROUP BY customers.id
ORDER BY name;
""",
}

BODIES: Final[Mapping[Kind, Mapping[str, str]]] = {
    "function": _FUNCTION,
    "class": _CLASS,
    "stdin": _STDIN,
    "sql": _SQL,
    "project": project_body(),
}


def new_task(kind: Kind, title: str, languages: Sequence[str] = USUAL) -> dict[str, str]:
    """Every file of the new task, by its path in the folder. `languages` are a project's."""
    body = project_body(languages) if kind == "project" else BODIES[kind]
    files = {**body, "guide.md": GUIDE}
    files["task.yaml"] = f"title: {quoted(title)}\nkind: {kind}\ndifficulty: easy\nminutes: 20\n" + files["task.yaml"]
    return files


def quoted(text: str) -> str:
    """Text as YAML takes it on one line, whatever is in it."""
    escaped = "".join(
        {"\\": "\\\\", '"': '\\"'}.get(letter, letter if letter.isprintable() else " ") for letter in text
    )
    return f'"{escaped}"'
