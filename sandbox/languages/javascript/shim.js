// JavaScript's end of the judge's questions. Runs in the container, in the candidate's own process, and is no secret.
//
// One question at a time comes as a line of JSON on descriptor 3, its answer goes as a line of JSON to descriptor 4:
//
//     {"id": "..", "load": "solution.js"}                  execute the file
//     {"id": "..", "call": "f", "args": [1], "kw": {}}     call a function of it; kw, unless empty, is a last argument
//     {"id": "..", "ok": 3}                                what it returned, or what its promise gave
//     {"id": "..", "err": {"kind", "type", "msg", "tb"}}   or how it ended
//
// The judge believes none of it but the shape, so code that meddles here only changes its own answers.
'use strict';

const fs = require('node:fs');
const vm = require('node:vm');
const { createRequire } = require('node:module');

// What the file is translated by first, where a language is a kind of JavaScript.
const translate = process.argv[2] ? require(process.argv[2]) : (source) => source;

const CONTROL = 3;
const ANSWER = 4;
const ANSWER_BYTES = 1024 * 1024;
const DEPTH = 64;
const DIGITS = 400;
const OURS = [__filename, 'node:internal', 'node:vm']; // frames that mean nothing to the candidate
const MESSAGE_CHARACTERS = 2000;
const TRACE_CHARACTERS = 16000;

// Kept from before the program could replace them, so that an honest polyfill does not break its answers.
const { parse, stringify } = JSON;
const { isFinite } = Number;
const { isArray, from } = Array;
const { entries } = Object;
const mapEntries = Map.prototype.entries;
const boxes = [Number, String, Boolean].map((box) => [box, box.prototype.valueOf]);

class Unfit extends Error {}

class Input {
  constructor() {
    this.held = [];
    this.chunk = Buffer.allocUnsafe(65536);
  }

  // The next line, or null at the end. Blocks: nothing of the program's runs between two calls.
  line() {
    for (;;) {
      const size = fs.readSync(CONTROL, this.chunk);
      if (size === 0) return null;
      const piece = Buffer.from(this.chunk.subarray(0, size));
      this.held.push(piece);
      if (piece[size - 1] !== 10) continue;
      const whole = Buffer.concat(this.held).toString();
      this.held = [];
      return whole;
    }
  }
}

class Program {
  constructor() {
    this.file = '';
  }

  async load(file) {
    this.file = file;
    let source = fs.readFileSync(file, 'utf8');
    try {
      source = translate(source, file);
    } catch (error) {
      return this.told(error, 'syntax');
    }
    const path = `${process.cwd()}/${file}`;
    Object.assign(globalThis, { require: createRequire(path), module: { exports: {} } });
    globalThis.exports = globalThis.module.exports;
    let script;
    try {
      script = new vm.Script(source, { filename: file, importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER });
    } catch (error) {
      return usesModules(error) ? this.loadModule(source) : this.told(error, 'syntax');
    }
    try {
      script.runInThisContext();
    } catch (error) {
      return this.told(error);
    }
    return { ok: 'null' };
  }

  // A file with import or export statements is a module: Node tells by the name's ending.
  async loadModule(source) {
    const name = `${process.cwd()}/${this.file.replace(/\.[jt]s$/, '')}.mjs`;
    fs.writeFileSync(name, `${source}\n;export const __find = (name) => eval(name);`);
    try {
      this.find = (await import(name)).__find;
    } catch (error) {
      return this.told(error, error instanceof SyntaxError ? 'syntax' : 'raised');
    }
    return { ok: 'null' };
  }

  // Top-level const and class live in no object: only code of the same scope can name them.
  find(expression) {
    return vm.runInThisContext(expression);
  }

  async call({ call, args, kw }) {
    let returned;
    try {
      const named = this.find(`typeof ${call} === 'undefined' ? module?.exports?.${call} : ${call}`);
      if (typeof named !== 'function') {
        const msg = `there is no function called ${call}`;
        return { err: { kind: 'missing', type: 'ReferenceError', msg, tb: '' } };
      }
      returned = await named(...args, ...(entries(kw).length ? [kw] : []));
    } catch (error) {
      return this.told(error);
    }
    try {
      return { ok: plain(returned, DEPTH) };
    } catch (error) {
      return error instanceof Unfit ? unfit('value', error.message) : this.told(error);
    }
  }

  // The error as the candidate would see it at home: its own frames, none of ours.
  told(error, kind = 'raised') {
    const isError = error instanceof Error;
    const type = isError ? `${error.name}` : 'Thrown';
    const msg = isError ? `${error.message}` : describe(error);
    const stack = isError && typeof error.stack === 'string' ? error.stack : `Uncaught ${msg}`;
    const own = stack
      .replaceAll(`file://${process.cwd()}/`, '')
      .replaceAll(`${process.cwd()}/`, '')
      .replaceAll(this.file.replace(/\.[jt]s$/, '.mjs'), this.file)
      .split('\n')
      .filter((line) => !/^ +at /.test(line) || !OURS.some((name) => line.includes(name)))
      .join('\n');
    return { err: { kind, type, msg: msg.slice(0, MESSAGE_CHARACTERS), tb: own.slice(0, TRACE_CHARACTERS) } };
  }
}

function usesModules(error) {
  return error instanceof SyntaxError && /import statement|import\.meta|'export'|await is only valid/.test(error.message);
}

function describe(value) {
  try {
    return String(value);
  } catch {
    return 'a value that cannot say what it is';
  }
}

// The value as JSON text. Written out here, not by JSON.stringify: toJSON and friends are the program's to change.
function plain(value, depth) {
  switch (typeof value) {
    case 'undefined':
      return 'null';
    case 'boolean':
      return value ? 'true' : 'false';
    case 'string':
      return stringify(value);
    case 'number':
      if (!isFinite(value)) throw new Unfit(`The answer holds ${value}, which is no number.`);
      return `${value}`;
    case 'bigint':
      return digits(`${value}`);
    case 'object':
      return value === null ? 'null' : structure(value, depth);
    default:
      throw new Unfit(`The answer holds a ${typeof value}. ${ALLOWED}`);
  }
}

const ALLOWED = 'Return null, booleans, numbers, text, arrays, plain objects or maps.';

function digits(text) {
  if (text.length > DIGITS) throw new Unfit(`The answer holds a number of more than ${DIGITS} digits.`);
  return text;
}

function structure(value, depth) {
  for (const [box, open] of boxes) if (value instanceof box) return plain(open.call(value), depth);
  if (depth === 0) throw new Unfit(`The answer is nested more than ${DEPTH} deep, or holds itself.`);
  if (isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) {
    return `[${from(value, (each) => plain(each, depth - 1)).join(',')}]`;
  }
  if (value instanceof Map) return members([...mapEntries.call(value)], depth);
  if (value instanceof Set || value instanceof Date || value instanceof Promise || value instanceof RegExp) {
    throw new Unfit(`The answer holds a ${value.constructor.name}. ${ALLOWED}`);
  }
  return members(entries(value).filter(([, each]) => each !== undefined), depth);
}

function members(pairs, depth) {
  const written = pairs.map(([key, each]) => {
    if (typeof key !== 'string') throw new Unfit(`The answer holds a map with a key of type ${typeof key}. Keys must be text.`);
    return `${stringify(key)}:${plain(each, depth - 1)}`;
  });
  return `{${written.join(',')}}`;
}

function unfit(kind, msg) {
  return { err: { kind, type: 'Answer', msg, tb: '' } };
}

function encode(id, { ok, err }) {
  const body = ok === undefined ? `"err":${stringify(err)}` : `"ok":${ok}`;
  return Buffer.from(`{"id":${stringify(id)},${body}}\n`);
}

function answer(id, outcome) {
  let line = encode(id, outcome);
  if (line.length > ANSWER_BYTES) line = encode(id, unfit('size', 'The answer is larger than 1 MB.'));
  for (let sent = 0; sent < line.length; ) sent += fs.writeSync(ANSWER, line, sent);
}

// Node opens a pipe so that what does not fit is written later: after the answer, or never. Waiting keeps the order.
// Opening takes 10 ms, so it is left to the program's first print.
function printInOrder(name) {
  const { get, ...rest } = Object.getOwnPropertyDescriptor(process, name);
  Object.defineProperty(process, name, {
    ...rest,
    get() {
      const stream = get.call(process);
      stream._handle?.setBlocking?.(true);
      return stream;
    },
  });
}

async function main() {
  printInOrder('stdout');
  printInOrder('stderr');
  const input = new Input();
  const program = new Program();
  let asked = null;
  // Nothing left to wait for, and still no answer: the promise can never be kept.
  process.on('beforeExit', () => {
    if (asked === null) return;
    answer(asked, { err: { kind: 'raised', type: 'Error', msg: 'the promise is never settled', tb: '' } });
    asked = null;
    setImmediate(serve); // a turn of the loop, so that its next end is told too
  });
  async function serve() {
    for (let line = input.line(); line !== null; line = input.line()) {
      const request = parse(line);
      asked = request.id;
      const outcome = 'load' in request ? await program.load(request.load) : await program.call(request);
      if (asked !== request.id) return; // settled after all, when it had been given up
      asked = null;
      answer(request.id, outcome);
    }
    process.exit(0);
  }
  await serve();
}

main();
