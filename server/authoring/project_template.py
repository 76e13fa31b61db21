"""The project that `greenroom tasks new --kind project` writes: two files and their tests, in Python and JavaScript."""

from typing import Final

_PY: Final = """\
from prices import price_of


def total(items):
    cents = sum(price_of(item) for item in items)
    {rest}
"""
_JS: Final = """\
const {{ priceOf }} = require("./prices.js");

function total(items) {{
  const cents = items.map(priceOf).reduce((sum, each) => sum + each, 0);
  {rest}
}}

module.exports = {{ total }};
"""

PROJECT: Final = {
    "task.yaml": """\
project:
  python:
    run: "python3 -m pytest -q -p no:cacheprovider --junitxml=$REPORT"
    open: [basket.py, prices.py]
  javascript:
    run: "node --test --test-reporter=junit --test-reporter-destination=$REPORT"
    open: [basket.js, prices.js]
skills: [reading code before changing it]
limits: {time: 10}
""",
    "statement.md": """\
A shop gives back 200 cents to whoever buys for 1,000 cents or more.

`prices` knows what each thing costs. Mend `total` in `basket`, so that it says what a basket costs.
""",
    "files/python/basket.py": _PY.format(rest="return cents"),
    "files/python/prices.py": """\
PRICES = {"bread": 350, "cheese": 650, "plums": 349}


def price_of(item):
    return PRICES[item]
""",
    "files/javascript/basket.js": _JS.format(rest="return cents;"),
    "files/javascript/prices.js": """\
const PRICES = { bread: 350, cheese: 650, plums: 349 };

function priceOf(item) {
  return PRICES[item];
}

module.exports = { priceOf };
""",
    "tests/python/visible/test_basket.py": """\
from basket import total


def test_a_small_basket_costs_what_is_in_it():
    assert total(["bread"]) == 350


def test_a_large_basket_costs_less():
    assert total(["cheese", "cheese"]) == 1100
""",
    "tests/python/hidden/test_edges.py": """\
from basket import total


def test_exactly_a_thousand_is_enough():
    assert total(["bread", "cheese"]) == 800


def test_a_cent_less_is_not():
    assert total(["plums", "cheese"]) == 999


def test_it_is_given_back_once():
    assert total(["cheese", "cheese", "cheese", "cheese"]) == 2400


def test_nothing_costs_nothing():
    assert total([]) == 0
""",
    "tests/javascript/visible/basket.test.js": """\
const test = require("node:test");
const assert = require("node:assert");
const { total } = require("./basket.js");

test("a small basket costs what is in it", () => {
  assert.equal(total(["bread"]), 350);
});

test("a large basket costs less", () => {
  assert.equal(total(["cheese", "cheese"]), 1100);
});
""",
    "tests/javascript/hidden/edges.test.js": """\
const test = require("node:test");
const assert = require("node:assert");
const { total } = require("./basket.js");

test("exactly a thousand is enough", () => {
  assert.equal(total(["bread", "cheese"]), 800);
});

test("a cent less is not", () => {
  assert.equal(total(["plums", "cheese"]), 999);
});

test("it is given back once", () => {
  assert.equal(total(["cheese", "cheese", "cheese", "cheese"]), 2400);
});

test("nothing costs nothing", () => {
  assert.equal(total([]), 0);
});
""",
    "solutions/good.py": _PY.format(rest="return cents - 200 if cents >= 1000 else cents"),
    "solutions/wrong-more-than-a-thousand.py": "# fails: test_edges.py/exactly a thousand is enough\n"
    + _PY.format(rest="return cents - 200 if cents > 1000 else cents"),
    "solutions/wrong-each-thousand.py": "# fails: test_edges.py/it is given back once\n"
    + _PY.format(rest="return cents - cents // 1000 * 200"),
    "solutions/good.js": _JS.format(rest="return cents >= 1000 ? cents - 200 : cents;"),
    "solutions/wrong-more-than-a-thousand.js": "// fails: edges.test.js/exactly a thousand is enough\n"
    + _JS.format(rest="return cents > 1000 ? cents - 200 : cents;"),
    "solutions/wrong-each-thousand.js": "// fails: edges.test.js/it is given back once\n"
    + _JS.format(rest="return cents - Math.floor(cents / 1000) * 200;"),
}
