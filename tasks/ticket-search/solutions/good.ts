type Ticket = Record<string, string>;
type Marked = { character: string; sign: string };
type Term = { minus: boolean; field?: string; text: string };

function search(tickets: Ticket[], query: string): number[] {
  return positions(tickets, [split(marked(query), " ")]);
}

function searchAny(tickets: Ticket[], query: string): number[] {
  const sides = split(marked(query), "|");
  return positions(tickets, sides.length ? sides.map((side) => split(side, " ")) : [[]]);
}

function positions(tickets: Ticket[], alternatives: Marked[][][]): number[] {
  const understoodOnes = alternatives.map((terms) => terms.map(understood));
  const found = (ticket: Ticket) => understoodOnes.some((terms) => terms.every((term) => matches(ticket, term)));
  return tickets.flatMap((ticket, position) => (found(ticket) ? [position] : []));
}

// Each character with its meaning: a sign outside quotes, or only text inside them.
function marked(query: string): Marked[] {
  let quoted = false;
  const characters: Marked[] = [];
  for (const character of query.toLowerCase()) {
    if (character === '"') quoted = !quoted;
    else characters.push({ character, sign: quoted ? "" : character });
  }
  return characters;
}

function split(characters: Marked[], sign: string): Marked[][] {
  const pieces: Marked[][] = [[]];
  for (const one of characters) {
    if (one.sign === sign) pieces.push([]);
    else pieces[pieces.length - 1].push(one);
  }
  return pieces.filter((piece) => piece.length > 0);
}

function understood(term: Marked[]): Term {
  const minus = term[0].sign === "-";
  const rest = minus ? term.slice(1) : term;
  const text = rest.map((one) => one.character).join("");
  const colon = rest.findIndex((one) => one.sign === ":");
  return colon < 0 ? { minus, text } : { minus, field: text.slice(0, colon), text: text.slice(colon + 1) };
}

function matches(ticket: Ticket, { minus, field, text }: Term): boolean {
  const found =
    field === undefined
      ? ticket.title.toLowerCase().includes(text)
      : Object.hasOwn(ticket, field) && ticket[field].toLowerCase() === text;
  return found !== minus;
}
