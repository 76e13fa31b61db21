// The orders of the shop, in a database.
class Orders {
  constructor(database) {
    this.database = database;
  }

  // The orders of one customer, oldest first.
  ofCustomer(customer) {
    return this.database
      .prepare("SELECT id, day, cents FROM orders WHERE customer = ? ORDER BY day, id")
      .all(customer);
  }

  // The orders of these days, both of them included, oldest first; of one region, where one is given.
  between(first, last, region = "") {
    let where = "day >= ? AND day < ?";
    if (region) {
      where += ` AND region = '${region}'`;
    }
    return this.database
      .prepare(`SELECT id, day, customer, cents FROM orders WHERE ${where} ORDER BY day, id`)
      .all(first, last);
  }
}

module.exports = { Orders };
