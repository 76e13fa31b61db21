// JavaScript's end of the judge's questions. Runs in the container, in the candidate's own process, and is no secret.
//
// One question at a time comes as a line of JSON on descriptor 3, its answer goes as a line of JSON to descriptor 4:
//
//     {"id": "..", "load": "solution.js"}                  execute the file
//     {"id": "..", "call": "f", "args": [1], "kw": {}}     call a function of it; kw, unless empty, is a last argument;
//                                                          with "back": 0 the answer is that argument as it was left
//     {"id": "..", "new": "Stack", "args": [], "as": "o1"} make an object and keep it
//     {"id": "..", "on": "o1", "call": "push", "args": []} call a method of it
//     {"id": "..", "drop": "o1"}                           forget it
//     {"id": "..", "run": "solution.js"}                   run the file as a program instead, with the real standard
//                                                          input: no answer, and its own exit code
//     {"id": "..", "ok": 3}                                what came of it, or what its promise gave
//     {"id": "..", "err": {"kind", "type", "msg", "tb"}}   or how it ended
//
// An argument may hold {"$linked": [1, 2]}, a list of ListNodes, and {"$tree": [1, null, 2]}, a tree of TreeNodes by
// levels; an answer gives them as plain arrays.
//
// The judge believes none of it but the shape, so code that meddles here only changes its own answers.
'use strict';

const fs = require('node:fs');
const vm = require('node:vm');
const Module = require('node:module');

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
const { entries, keys } = Object;
const mapEntries = Map.prototype.entries;
const boxes = [Number, String, Boolean].map((box) => [box, box.prototype.valueOf]);

class Unfit extends Error {}

// Nodes of a linked list and of a binary tree, unless the candidate's file has classes of these names.
class ListNode {
  constructor(val = 0, next = null) {
    this.val = val;
    this.next = next;
  }
}

class TreeNode {
  constructor(val = 0, left = null, right = null) {
    this.val = val;
    this.left = left;
    this.right = right;
  }
}

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
    this.objects = new Map();
  }

  async asked(request) {
    try {
      if ('load' in request) return await this.load(request.load);
      if ('drop' in request) this.objects.delete(request.drop);
      return 'drop' in request ? { ok: 'null' } : await this.call(request);
    } catch (error) {
      return error instanceof Unfit ? unfit('value', error.message) : this.told(error);
    }
  }

  // The file as JavaScript. Throws where it is none.
  source(file) {
    this.file = file;
    return translate(fs.readFileSync(file, 'utf8'), file).replace(/^#!.*/, '');
  }

  async load(file) {
    let source, script;
    try {
      source = this.source(file);
      script = new vm.Script(source, { filename: file, importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER });
    } catch (error) {
      if (!usesModules(error)) return this.told(error, error.code === undefined ? 'syntax' : 'raised');
    }
    const path = `${process.cwd()}/${file}`;
    Object.assign(globalThis, { require: Module.createRequire(path), module: { exports: {} }, ListNode, TreeNode });
    globalThis.exports = globalThis.module.exports;
    if (script === undefined) return this.loadModule(source);
    script.runInThisContext();
    return { ok: 'null' };
  }

  // A file with import or export statements is a module: Node tells by the name's ending.
  moduleOf(source) {
    const name = `${process.cwd()}/${this.file.replace(/\.[jt]s$/, '')}.mjs`;
    fs.writeFileSync(name, source);
    return name;
  }

  async loadModule(source) {
    try {
      this.find = (await import(this.moduleOf(`${source}\n;export const __find = (name) => eval(name);`))).__find;
    } catch (error) {
      return this.told(error, error instanceof SyntaxError ? 'syntax' : 'raised');
    }
    return { ok: 'null' };
  }

  // Be the program: from here on everything is as if Node had been started with the file.
  async run(id, file) {
    let source, isModule;
    try {
      source = this.source(file);
      new vm.Script(Module.wrap(source), { filename: file });
    } catch (error) {
      isModule = usesModules(error);
      if (error.code !== undefined) throw error; // it cannot be read at all
      if (!isModule) this.refuse(id, error);
    }
    const path = `${process.cwd()}/${file}`;
    process.argv = [process.argv[0], path];
    process.on('uncaughtExceptionMonitor', (error) => {
      if (error instanceof Error) error.stack = this.told(error).err.tb;
    });
    fs.closeSync(CONTROL);
    if (isModule) {
      await import(this.moduleOf(source)).catch((error) => {
        if (error instanceof SyntaxError && !error.stack.includes('\n    at file:')) this.refuse(id, error);
        setImmediate(() => { throw error; });
      });
    } else {
      fs.closeSync(ANSWER);
      const main = new Module(path, null);
      Object.assign(main, { filename: path, id: '.', paths: Module._nodeModulePaths(process.cwd()) });
      Module._cache[path] = process.mainModule = main;
      setImmediate(() => main._compile(source, path)); // outside of any promise of ours
    }
  }

  // What cannot be read never runs.
  refuse(id, error) {
    const refused = this.told(error, 'syntax');
    fs.writeSync(2, `${refused.err.tb}\n`);
    answer(id, refused);
    process.exit(1);
  }

  // Top-level const and class live in no object: only code of the same scope can name them.
  find(expression) {
    return vm.runInThisContext(expression);
  }

  named(name) {
    return this.find(`typeof ${name} === 'undefined' ? module?.exports?.${name} : ${name}`);
  }

  async call(request) {
    const { args, kw = {} } = request;
    this.nodes = [this.named('ListNode'), this.named('TreeNode')];
    args.forEach((each, at) => (args[at] = this.untagged(each)));
    if ('on' in request) {
      const its = this.objects.get(request.on);
      if (typeof its?.[request.call] !== 'function') return missing('method', request.call, ` in ${its?.constructor?.name}`);
      return { ok: this.plain(await its[request.call](...args), DEPTH) };
    }
    const found = this.named(request.new ?? request.call);
    if (typeof found !== 'function') return missing(request.new ? 'class' : 'function', request.new ?? request.call);
    if ('new' in request) {
      this.objects.set(request.as, new found(...args));
      return { ok: 'null' };
    }
    const returned = await found(...args, ...(entries(kw).length ? [kw] : []));
    return { ok: this.plain('back' in request ? args[request.back] : returned, DEPTH) };
  }

  // What an argument's tags stand for.
  untagged(value) {
    if (typeof value !== 'object' || value === null) return value;
    if (isArray(value)) {
      for (let at = 0; at < value.length; at++) {
        if (typeof value[at] === 'object') value[at] = this.untagged(value[at]);
      }
      return value;
    }
    const names = keys(value);
    for (const name of names) value[name] = this.untagged(value[name]);
    if (names.length !== 1 || !isArray(value[names[0]])) return value;
    switch (names[0]) {
      case '$tuple':
        return value.$tuple;
      case '$linked':
        return this.linked(value.$linked);
      case '$tree':
        return this.tree(value.$tree);
      default:
        return value;
    }
  }

  linked(values) {
    let head = null;
    for (let at = values.length - 1; at >= 0; at--) {
      const node = new this.nodes[0](values[at]);
      node.next = head;
      head = node;
    }
    return head;
  }

  tree(values) {
    const made = values.map((value) => (value === null ? null : new this.nodes[1](value)));
    let child = 1;
    for (const node of made) {
      if (node === null) continue;
      node.left = made[child++] ?? null;
      node.right = made[child++] ?? null;
    }
    return made[0] ?? null;
  }

  // The value as JSON text. Written out here, not by JSON.stringify: toJSON and friends are the program's to change.
  plain(value, depth) {
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
        return value === null ? 'null' : this.structure(value, depth);
      default:
        throw new Unfit(`The answer holds a ${typeof value}. ${ALLOWED}`);
    }
  }

  structure(value, depth) {
    for (const [box, open] of boxes) if (value instanceof box) return this.plain(open.call(value), depth);
    if (depth === 0) throw new Unfit(`The answer is nested more than ${DEPTH} deep, or holds itself.`);
    if (isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) return this.list(value, depth);
    if (value instanceof Map) return this.members([...mapEntries.call(value)], depth);
    if (value instanceof Set || value instanceof Date || value instanceof Promise || value instanceof RegExp) {
      throw new Unfit(`The answer holds a ${value.constructor.name}. ${ALLOWED}`);
    }
    const [listNode, treeNode] = this.nodes;
    if (typeof listNode === 'function' && value instanceof listNode) return this.list(chain(value), depth);
    if (typeof treeNode === 'function' && value instanceof treeNode) return this.list(levels(value), depth);
    return this.members(entries(value).filter(([, each]) => each !== undefined), depth);
  }

  list(values, depth) {
    return `[${from(values, (each) => this.plain(each, depth - 1)).join(',')}]`;
  }

  members(pairs, depth) {
    const written = pairs.map(([key, each]) => {
      if (typeof key !== 'string') throw new Unfit(`The answer holds a map with a key of type ${typeof key}. Keys must be text.`);
      return `${stringify(key)}:${this.plain(each, depth - 1)}`;
    });
    return `{${written.join(',')}}`;
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

function missing(what, name, where = '') {
  return { err: { kind: 'missing', type: 'ReferenceError', msg: `there is no ${what} called ${name}${where}`, tb: '' } };
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

const ALLOWED = 'Return null, booleans, numbers, text, arrays, plain objects or maps.';

function digits(text) {
  if (text.length > DIGITS) throw new Unfit(`The answer holds a number of more than ${DIGITS} digits.`);
  return text;
}

// The values of a linked list.
function chain(node) {
  const values = [];
  const seen = new Set();
  for (let at = node; at !== null && at !== undefined; at = at.next) {
    if (seen.has(at)) throw new Unfit('The answer is a linked list that leads back into itself.');
    seen.add(at);
    values.push(at.val);
  }
  return values;
}

// The values of a tree, level by level, null for a child that is missing; none of these at the end.
function levels(root) {
  const values = [];
  const nodes = [root];
  const seen = new Set();
  for (const node of nodes) { // which grows meanwhile
    if (seen.has(node)) throw new Unfit('The answer is a tree with a node that hangs in two places.');
    values.push(node === null || node === undefined ? null : node.val);
    if (node === null || node === undefined) continue;
    seen.add(node);
    nodes.push(node.left, node.right);
  }
  while (values.length && values.at(-1) === null) values.pop();
  return values;
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
      if ('run' in request) {
        asked = null;
        return program.run(request.id, request.run);
      }
      const outcome = await program.asked(request);
      if (asked !== request.id) return; // settled after all, when it had been given up
      asked = null;
      answer(request.id, outcome);
    }
    process.exit(0);
  }
  await serve();
}

main();
