/**
 * The types of the signature grammar, as cells are checked by them while somebody types.
 *
 * The server's own reader (server/core/signature.py) has the last word; this one only has to be as fast as typing.
 */

export interface Type {
  readonly name: string;
  readonly inner: readonly Type[];
}

export interface Param {
  readonly name: string;
  readonly type: Type;
}

export interface Callable {
  readonly name: string;
  readonly params: readonly Param[];
  readonly returns: Type;
}

/** What is wrong with something that was typed, and the mend: two sentences. */
export interface Fault {
  readonly what: string;
  readonly mend: string;
}

export const VOID: Type = { name: "void", inner: [] };
export const ANY: Type = { name: "any", inner: [] };

const SIMPLE: ReadonlySet<string> = new Set(["int", "long", "bigint", "float", "bool", "string", "any", "void"]);
const TOKEN = /\s*(?:([A-Za-z_]\w*|->|[()[\],:?])|(\S))/gy;
const SNAKE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const PASCAL = /^[A-Z][A-Za-z0-9]*$/;
const MOST_DEPTH = 8;
const EXAMPLE = "Write it as name(p: int, q: list[int]) -> int.";

class Bad extends Error {
  constructor(
    readonly what: string,
    readonly mend: string,
  ) {
    super(what);
  }
}

export function isFault(value: object): value is Fault {
  return "what" in value && "mend" in value;
}

/** `fee(minutes: int) -> int`. What is wrong comes back as a value. */
export function parseSignature(text: string): Callable | Fault {
  return guarded(() => new Parser(text).signature());
}

/** One line of a class: its constructor (`first`), or a method, which may say nothing of what it returns. */
export function parseClassLine(text: string, first: boolean): Callable | Fault {
  return guarded(() => new Parser(text).classLine(first));
}

export function parseType(text: string): Type | Fault {
  return guarded(() => new Parser(text).alone());
}

function guarded<T extends object>(read: () => T): T | Fault {
  try {
    return read();
  } catch (error) {
    if (error instanceof Bad) return { what: error.what, mend: error.mend };
    throw error;
  }
}

/** A type as an author writes it: `list[int]`, `dict[string, int?]`. */
export function formatType(type: Type): string {
  const inner = type.inner.map(formatType);
  if (type.name === "optional") return `${inner.join("")}?`;
  if (type.name === "dict") return `dict[string, ${inner.join("")}]`;
  return inner.length === 0 ? type.name : `${type.name}[${inner.join(", ")}]`;
}

class Parser {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(text: string) {
    this.tokens = [...text.matchAll(TOKEN)].map(([, word, other]) => {
      if (other !== undefined) throw new Bad(`The character “${other}” means nothing in a signature`, EXAMPLE);
      return word ?? "";
    });
  }

  signature(): Callable {
    const name = this.snake("function");
    const params = this.params(name);
    if (!this.take("->")) throw new Bad("It does not say what is returned", "End it with -> and a type: -> int.");
    const returns = this.type(0);
    this.end();
    return { name, params, returns };
  }

  classLine(first: boolean): Callable {
    const name = first ? this.word("the class’s name") : this.snake("method");
    if (first && !PASCAL.test(name)) throw new Bad(`“${name}” is not a class’s name`, "Write one such as RateLimiter.");
    const params = this.params(name);
    const returns = !first && this.take("->") ? this.type(0) : VOID;
    this.end();
    return { name, params, returns };
  }

  alone(): Type {
    const type = this.type(0);
    this.end();
    return type;
  }

  private end(): void {
    const more = this.tokens[this.at];
    if (more !== undefined) throw new Bad(`There is more at the end: “${more}”`, EXAMPLE);
  }

  private params(of: string): readonly Param[] {
    this.expect("(", `after ${of}`);
    const params: Param[] = [];
    while (!this.take(")")) {
      if (params.length > 0) this.expect(",", "between two parameters");
      const name = this.snake("parameter");
      if (params.some((each) => each.name === name))
        throw new Bad(`There are two called ${name}`, "Rename one of them.");
      this.expect(":", `after the parameter’s name ${name}`);
      const type = this.type(0);
      if (type.name === "void") throw new Bad(`The parameter ${name} is void`, "Give it a type that has values.");
      params.push({ name, type });
    }
    return params;
  }

  private type(depth: number): Type {
    if (depth >= MOST_DEPTH) throw new Bad(`Types are nested more than ${MOST_DEPTH} deep`, "Use a flatter shape.");
    const base = this.base(this.word("a type"), depth);
    return this.take("?") ? { name: "optional", inner: [base] } : base;
  }

  private base(word: string, depth: number): Type {
    if (SIMPLE.has(word)) return { name: word, inner: [] };
    switch (word) {
      case "tuple":
        return { name: word, inner: this.inner(word, depth) };
      case "list":
      case "linked":
      case "tree": {
        const inner = this.inner(word, depth);
        if (inner.length !== 1) throw new Bad(`${word} has ${inner.length} inner types`, `Give it one: ${word}[int].`);
        return { name: word, inner };
      }
      case "dict": {
        const [key, value, ...more] = this.inner(word, depth);
        if (key?.name !== "string" || value === undefined || more.length > 0)
          throw new Bad("A dict’s keys are always text", "Write dict[string, T].");
        return { name: word, inner: [value] };
      }
      default:
        throw new Bad(`The type “${word}” is unknown`, `Known: ${[...SIMPLE].join(", ")}, list, dict, tuple.`);
    }
  }

  private inner(word: string, depth: number): readonly Type[] {
    this.expect("[", `after ${word}`);
    const items = [this.type(depth + 1)];
    while (this.take(",")) items.push(this.type(depth + 1));
    this.expect("]", `to close ${word}[`);
    return items;
  }

  private snake(of: string): string {
    const name = this.word(`the ${of}’s name`);
    if (!SNAKE.test(name)) throw new Bad(`“${name}” is not a ${of}’s name`, "Use small letters and _ between words.");
    return name;
  }

  private word(wanted: string): string {
    const token = this.tokens[this.at] ?? "";
    if (!/^[A-Za-z_]/.test(token)) {
      const found = token === "" ? "It ends" : `There is “${token}”`;
      throw new Bad(`${found} where ${wanted} should be`, EXAMPLE);
    }
    this.at += 1;
    return token;
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at += 1;
    return true;
  }

  private expect(token: string, where: string): void {
    if (this.take(token)) return;
    throw new Bad(`“${token}” is missing ${where}`, EXAMPLE);
  }
}
