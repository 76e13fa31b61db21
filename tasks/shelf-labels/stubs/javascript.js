// Labels for the shelves of a shop: a template, filled from the fields of each item.

const FILTERS = new Map([
  ["upper", (value) => value.toUpperCase()],
  ["lower", (value) => value.toLowerCase()],
  ["trim", (value) => value.trim()],
]);

// A piece of the template that is printed as it is.
class Text {
  constructor(text) {
    this.text = text;
  }

  render(item) {
    return this.text;
  }
}

// A piece that each item fills. `filter` is the name of one, or empty.
class Field {
  constructor(name, filter) {
    this.name = name;
    this.filter = filter;
  }

  render(item) {
    if (this.filter && !FILTERS.has(this.filter)) return `!${this.filter}!`;
    if (!Object.hasOwn(item, this.name)) return `?${this.name}?`;
    const value = item[this.name];
    return this.filter ? FILTERS.get(this.filter)(value) : value;
  }
}

/**
 * @param {string} template
 * @param {Record<string, string>[]} items
 * @returns {string[]}
 */
function labels(template, items) {
  const pieces = parse(template);
  return items.map((item) => pieces.map((piece) => piece.render(item)).join(""));
}

// The pieces of a template, in their order.
function parse(template) {
  const pieces = [];
  let text = "";
  let at = 0;
  while (at < template.length) {
    if (["{{", "}}"].includes(template.slice(at, at + 2))) {
      text += template[at];
      at += 2;
    } else if (template[at] === "{") {
      const end = template.indexOf("}", at);
      pieces.push(new Text(text), parseField(template.slice(at + 1, end)));
      text = "";
      at = end + 1;
    } else {
      text += template[at];
      at += 1;
    }
  }
  return [...pieces, new Text(text)];
}

// The field between two braces: `name` or `name|filter`.
function parseField(inside) {
  const [name, filter = ""] = inside.split("|");
  return new Field(name, filter);
}
