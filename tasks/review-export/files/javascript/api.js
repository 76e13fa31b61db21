// What the shop's back office can ask for.
const fs = require("node:fs");
const path = require("node:path");
const exporting = require("./exports.js");

const ACCOUNTING = "accounting";
const FOLDER = "/var/exports";

function ordersOf(request, orders) {
  if (request.user.role !== ACCOUNTING) {
    return { status: 403, body: "Only accounting can see orders." };
  }
  return { status: 200, body: orders.ofCustomer(request.query.customer) };
}

// Makes an export of some days and sends it to whoever asks.
async function exportOrders(request, orders, mail) {
  if (request.user.role !== ACCOUNTING) {
    return { status: 403, body: "Only accounting can make exports." };
  }
  const { first, last, region } = request.query;
  const { file, total } = exporting.write(orders, FOLDER, first, last, region);
  const sent = await exporting.send(mail, request.user.address, file);
  return { status: 200, body: { file: path.basename(file), cents: total, sent } };
}

// An export that was made before, as text.
function download(request) {
  const file = path.join(FOLDER, request.query.file);
  return { status: 200, body: fs.readFileSync(file, "utf8") };
}

module.exports = { ordersOf, exportOrders, download };
