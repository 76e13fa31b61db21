"""The small project of `baskets` in the languages that are compiled, each for the test framework of its own."""

from collections.abc import Mapping
from typing import Final

from server.authoring.baskets import Basket

_JAVA: Final = Basket(
    run="java-tests",
    comment="//",
    file="Basket.java",
    text="""\
import java.util.List;

class Basket {
    static int total(List<String> items) {
        int cents = items.stream().mapToInt(Prices::of).sum();
        REST
    }
}
""",
    others={
        "Prices.java": """\
import java.util.Map;

class Prices {
    private static final Map<String, Integer> PRICES = Map.of("bread", 350, "cheese", 650, "plums", 349);

    static int of(String item) {
        return PRICES.get(item);
    }
}
""",
    },
    visible=(
        "BasketTest.java",
        """\
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BasketTest {
    @Test
    void aSmallBasketCostsWhatIsInIt() {
        assertEquals(350, Basket.total(List.of("bread")));
    }

    @Test
    void aLargeBasketCostsLess() {
        assertEquals(1100, Basket.total(List.of("cheese", "cheese")));
    }
}
""",
    ),
    hidden=(
        "EdgesTest.java",
        """\
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class EdgesTest {
    @Test
    void exactlyAThousandIsEnough() {
        assertEquals(800, Basket.total(List.of("bread", "cheese")));
    }

    @Test
    void aCentLessIsNot() {
        assertEquals(999, Basket.total(List.of("plums", "cheese")));
    }

    @Test
    void itIsGivenBackOnce() {
        assertEquals(2400, Basket.total(List.of("cheese", "cheese", "cheese", "cheese")));
    }

    @Test
    void nothingCostsNothing() {
        assertEquals(0, Basket.total(List.of()));
    }
}
""",
    ),
    untouched="return cents;",
    right="return cents >= 1000 ? cents - 200 : cents;",
    more_than="return cents > 1000 ? cents - 200 : cents;",
    each_thousand="return cents - cents / 1000 * 200;",
)

_GO: Final = Basket(
    run="go-tests",
    comment="//",
    file="basket.go",
    text="""\
package basket

// Total says what these items cost together, in cents.
func Total(items []string) int {
	cents := 0
	for _, item := range items {
		cents += priceOf(item)
	}
	REST
}
""",
    others={
        "prices.go": """\
package basket

var prices = map[string]int{"bread": 350, "cheese": 650, "plums": 349}

func priceOf(item string) int {
	return prices[item]
}
""",
        "go.mod": "module basket\n\ngo 1.24\n",
    },
    visible=(
        "basket_test.go",
        """\
package basket

import "testing"

func TestASmallBasketCostsWhatIsInIt(t *testing.T) {
	if got := Total([]string{"bread"}); got != 350 {
		t.Errorf("got %d cents", got)
	}
}

func TestALargeBasketCostsLess(t *testing.T) {
	if got := Total([]string{"cheese", "cheese"}); got != 1100 {
		t.Errorf("got %d cents", got)
	}
}
""",
    ),
    hidden=(
        "edges_test.go",
        """\
package basket

import "testing"

func check(t *testing.T, want int, items ...string) {
	t.Helper()
	if got := Total(items); got != want {
		t.Errorf("got %d cents, not %d", got, want)
	}
}

func TestExactlyAThousandIsEnough(t *testing.T) {
	check(t, 800, "bread", "cheese")
}

func TestACentLessIsNot(t *testing.T) {
	check(t, 999, "plums", "cheese")
}

func TestItIsGivenBackOnce(t *testing.T) {
	check(t, 2400, "cheese", "cheese", "cheese", "cheese")
}

func TestNothingCostsNothing(t *testing.T) {
	check(t, 0)
}
""",
    ),
    untouched="return cents",
    right="if cents >= 1000 {\n\t\treturn cents - 200\n\t}\n\treturn cents",
    more_than="if cents > 1000 {\n\t\treturn cents - 200\n\t}\n\treturn cents",
    each_thousand="return cents - cents/1000*200",
)

_RUST: Final = Basket(
    run="cargo-tests",
    comment="//",
    file="src/lib.rs",
    text="""\
mod prices;

/// What these items cost together, in cents.
pub fn total(items: &[&str]) -> u32 {
    let cents: u32 = items.iter().map(|item| prices::price_of(item)).sum();
    REST
}
""",
    others={
        "src/prices.rs": """\
pub fn price_of(item: &str) -> u32 {
    match item {
        "bread" => 350,
        "cheese" => 650,
        "plums" => 349,
        _ => panic!("nobody sells {item}"),
    }
}
""",
        "Cargo.toml": '[package]\nname = "basket"\nversion = "0.1.0"\nedition = "2021"\n',
    },
    visible=(
        "tests/basket.rs",
        """\
use basket::total;

#[test]
fn a_small_basket_costs_what_is_in_it() {
    assert_eq!(total(&["bread"]), 350);
}

#[test]
fn a_large_basket_costs_less() {
    assert_eq!(total(&["cheese", "cheese"]), 1100);
}
""",
    ),
    hidden=(
        "tests/edges.rs",
        """\
use basket::total;

#[test]
fn exactly_a_thousand_is_enough() {
    assert_eq!(total(&["bread", "cheese"]), 800);
}

#[test]
fn a_cent_less_is_not() {
    assert_eq!(total(&["plums", "cheese"]), 999);
}

#[test]
fn it_is_given_back_once() {
    assert_eq!(total(&["cheese", "cheese", "cheese", "cheese"]), 2400);
}

#[test]
fn nothing_costs_nothing() {
    assert_eq!(total(&[]), 0);
}
""",
    ),
    untouched="cents",
    right="if cents >= 1000 { cents - 200 } else { cents }",
    more_than="if cents > 1000 { cents - 200 } else { cents }",
    each_thousand="cents - cents / 1000 * 200",
)

COMPILED: Final[Mapping[str, Basket]] = {"java": _JAVA, "go": _GO, "rust": _RUST}
