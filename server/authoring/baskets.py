"""One small project in the languages that need no compiler: a basket whose price forgets what is given back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Basket:
    """The project in one language. `text` is `file`, with REST where it is to be mended: as it begins, right, and with
    two mistakes. `visible` and `hidden` are a file of tests each, its name and its text."""

    run: str
    comment: str
    file: str
    text: str
    others: Mapping[str, str]
    visible: tuple[str, str]
    hidden: tuple[str, str]
    untouched: str
    right: str
    more_than: str
    each_thousand: str


_PYTHON: Final = Basket(
    run='"python3 -m pytest -q -p no:cacheprovider --junitxml=$REPORT"',
    comment="#",
    file="basket.py",
    text="""\
from prices import price_of


def total(items):
    cents = sum(price_of(item) for item in items)
    REST
""",
    others={
        "prices.py": """\
PRICES = {"bread": 350, "cheese": 650, "plums": 349}


def price_of(item):
    return PRICES[item]
""",
    },
    visible=(
        "test_basket.py",
        """\
from basket import total


def test_a_small_basket_costs_what_is_in_it():
    assert total(["bread"]) == 350


def test_a_large_basket_costs_less():
    assert total(["cheese", "cheese"]) == 1100
""",
    ),
    hidden=(
        "test_edges.py",
        """\
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
    ),
    untouched="return cents",
    right="return cents - 200 if cents >= 1000 else cents",
    more_than="return cents - 200 if cents > 1000 else cents",
    each_thousand="return cents - cents // 1000 * 200",
)

_JAVASCRIPT: Final = Basket(
    run='"node --test --test-reporter=junit --test-reporter-destination=$REPORT"',
    comment="//",
    file="basket.js",
    text="""\
const { priceOf } = require("./prices.js");

function total(items) {
  const cents = items.map(priceOf).reduce((sum, each) => sum + each, 0);
  REST
}

module.exports = { total };
""",
    others={
        "prices.js": """\
const PRICES = { bread: 350, cheese: 650, plums: 349 };

function priceOf(item) {
  return PRICES[item];
}

module.exports = { priceOf };
""",
    },
    visible=(
        "basket.test.js",
        """\
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
    ),
    hidden=(
        "edges.test.js",
        """\
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
    ),
    untouched="return cents;",
    right="return cents >= 1000 ? cents - 200 : cents;",
    more_than="return cents > 1000 ? cents - 200 : cents;",
    each_thousand="return cents - Math.floor(cents / 1000) * 200;",
)

_TYPESCRIPT: Final = Basket(
    run="vitest-tests",
    comment="//",
    file="basket.ts",
    text="""\
import { priceOf } from "./prices";

export function total(items: string[]): number {
  const cents = items.map(priceOf).reduce((sum, each) => sum + each, 0);
  REST
}
""",
    others={
        "prices.ts": """\
const PRICES: Record<string, number> = { bread: 350, cheese: 650, plums: 349 };

export function priceOf(item: string): number {
  return PRICES[item];
}
""",
    },
    visible=(
        "basket.test.ts",
        """\
import { expect, test } from "vitest";
import { total } from "./basket";

test("a small basket costs what is in it", () => {
  expect(total(["bread"])).toBe(350);
});

test("a large basket costs less", () => {
  expect(total(["cheese", "cheese"])).toBe(1100);
});
""",
    ),
    hidden=(
        "edges.test.ts",
        """\
import { expect, test } from "vitest";
import { total } from "./basket";

test("exactly a thousand is enough", () => {
  expect(total(["bread", "cheese"])).toBe(800);
});

test("a cent less is not", () => {
  expect(total(["plums", "cheese"])).toBe(999);
});

test("it is given back once", () => {
  expect(total(["cheese", "cheese", "cheese", "cheese"])).toBe(2400);
});

test("nothing costs nothing", () => {
  expect(total([])).toBe(0);
});
""",
    ),
    untouched="return cents;",
    right="return cents >= 1000 ? cents - 200 : cents;",
    more_than="return cents > 1000 ? cents - 200 : cents;",
    each_thousand="return cents - Math.floor(cents / 1000) * 200;",
)

SCRIPTED: Final[Mapping[str, Basket]] = {"python": _PYTHON, "javascript": _JAVASCRIPT, "typescript": _TYPESCRIPT}
