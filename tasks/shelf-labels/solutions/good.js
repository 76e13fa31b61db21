const PLAIN = new Map([
  ["upper", (value) => value.toUpperCase()],
  ["lower", (value) => value.toLowerCase()],
  ["trim", (value) => value.trim()],
]);
const COUNTED = new Map([
  ["first", (value, count) => value.slice(0, count)],
  ["zeros", (value, count) => value.padStart(count, "0")],
]);

class Text {
  constructor(text) {
    this.text = text;
  }

  render() {
    return this.text;
  }
}

// A piece that each item fills; null where the item lacks it. Filters take and return the same.
class Field {
  constructor(name, filters) {
    this.name = name;
    this.filters = filters;
  }

  render(item) {
    const value = Object.hasOwn(item, this.name) ? item[this.name] : null;
    return this.filters.reduce((sofar, filter) => filter(sofar), value);
  }
}

// Pieces that are printed together or not at all.
class Optional {
  constructor() {
    this.pieces = [];
  }

  render(item) {
    const texts = this.pieces.map((piece) => piece.render(item));
    return texts.includes(null) ? "" : texts.join("");
  }
}

function labels(template, items) {
  return printed(parse(template, ""), items);
}

function shortLabels(template, items) {
  return printed(parse(template, "[]"), items);
}

function printed(pieces, items) {
  return items.map((item) => pieces.map((piece) => piece.render(item) ?? `?${piece.name}?`).join(""));
}

function parse(template, brackets) {
  const outer = [];
  let pieces = outer;
  let at = 0;
  while (at < template.length) {
    const character = template[at];
    if (["{{", "}}"].includes(template.slice(at, at + 2))) {
      pieces.push(new Text(character));
      at += 2;
    } else if (character === "{") {
      const end = template.indexOf("}", at);
      pieces.push(parseField(template.slice(at + 1, end)));
      at = end + 1;
    } else {
      if (!brackets.includes(character)) {
        pieces.push(new Text(character));
      } else if (character === "[") {
        const optional = new Optional();
        outer.push(optional);
        pieces = optional.pieces;
      } else {
        pieces = outer;
      }
      at += 1;
    }
  }
  return outer;
}

function parseField(inside) {
  const [name, ...written] = inside.split("|");
  const wrong = written.find((one) => parseFilter(one) === null);
  return wrong === undefined ? new Field(name, written.map(parseFilter)) : new Text(`!${wrong}!`);
}

// The filter, or null where what is written cannot be right.
function parseFilter(written) {
  const [, name, space, rest] = written.match(/^(\S*)( ?)(.*)$/);
  if (PLAIN.has(name) && !space) return unlessMissing(PLAIN.get(name));
  if (COUNTED.has(name) && /^\d{1,3}$/.test(rest)) return unlessMissing((value) => COUNTED.get(name)(value, Number(rest)));
  if (name === "default" && rest) return (value) => value || rest;
  return null;
}

function unlessMissing(filter) {
  return (value) => (value === null ? null : filter(value));
}
