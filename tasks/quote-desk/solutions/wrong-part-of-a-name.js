// fails: from memory/an item whose name holds the other's
// Looks for the item's name anywhere in the text of the key.
// The quotes of a tool hire, day by day. Answers are remembered: working one out used to be slow.

class UnknownItem extends Error {}

// One day at the counter.
class Desk {
  constructor() {
    this.prices = {};
    this.discounts = {};
    this.remembered = new Map();
    this.saved = 0;
  }

  price(item, cents) {
    this.prices[item] = cents;
    this.forget((_, items) => items.join(" ").includes(item));
  }

  discount(customer, percent) {
    this.discounts[customer] = percent;
    this.forget((whose) => whose === customer);
  }

  // The total in cents. Throws UnknownItem.
  quote(customer, items) {
    const key = this.key(customer, items);
    if (this.remembered.has(key)) this.saved += 1;
    else this.remembered.set(key, this.workOut(customer, items));
    return this.remembered.get(key);
  }

  // What makes two quotes the same: the order of the items does not matter.
  key(customer, items) {
    return [customer, ...items.toSorted()].join(" ");
  }

  workOut(customer, items) {
    let total = 0;
    for (const item of items) {
      if (!Object.hasOwn(this.prices, item)) throw new UnknownItem(item);
      total += this.prices[item];
    }
    const percent = Object.hasOwn(this.discounts, customer) ? this.discounts[customer] : 0;
    return Math.floor((total * (100 - percent)) / 100);
  }

  // Drops the answers whose customer and items say so.
  forget(isStale) {
    for (const key of [...this.remembered.keys()]) {
      const [customer, ...items] = key.split(" ");
      if (isStale(customer, items)) this.remembered.delete(key);
    }
  }
}

/**
 * @param {string[][]} days
 * @returns {string[][]}
 */
function quotes(days) {
  return days.map((commands) => answers(new Desk(), commands));
}

function saved(days) {
  return days.map((commands) => {
    const desk = new Desk();
    answers(desk, commands);
    return desk.saved;
  });
}

function answers(desk, commands) {
  const found = [];
  for (const command of commands) {
    const [verb, name, ...rest] = command.split(" ");
    if (verb === "price") desk.price(name, Number(rest[0]));
    else if (verb === "discount") desk.discount(name, Number(rest[0]));
    else found.push(`${name} ${answer(desk, name, rest)}`);
  }
  return found;
}

function answer(desk, customer, items) {
  try {
    return desk.quote(customer, items);
  } catch (error) {
    if (error instanceof UnknownItem) return `unknown ${error.message}`;
    throw error;
  }
}
