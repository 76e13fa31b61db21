function addTwo(a, b) {
  return a + b;
}

function addLong(a, b) {
  return a + b;
}

function halfOf(x) {
  return x / 2;
}

function opposite(flag) {
  return !flag;
}

function greet(name) {
  return `Hello, ${name}!`;
}

function total(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function flip(rows) {
  return rows.reverse();
}

function lengths(words) {
  return Object.fromEntries(words.map((word) => [word, word.length]));
}

function sumScores(scores) {
  return Object.values(scores).reduce((sum, score) => sum + score, 0);
}

function firstOf(numbers) {
  return numbers.length > 0 ? numbers[0] : null;
}

function orZero(n) {
  return n ?? 0;
}

function swap([number, word]) {
  return [word, number];
}

function reverseAll(head) {
  let reversed = null;
  for (; head !== null; head = head.next) reversed = new ListNode(head.val, reversed);
  return reversed;
}

function mirror(root) {
  return root && new TreeNode(root.val, mirror(root.right), mirror(root.left));
}

function doubleAll(numbers) {
  numbers.forEach((number, at) => {
    numbers[at] = number * 2;
  });
}

function failWith(n) {
  throw new RangeError(`no ${n}`);
}

function loopForever(n) {
  for (;;) n += 1;
}

class Counter {
  constructor(start) {
    this.count = start;
  }

  add(n) {
    this.count += n;
    return this.count;
  }

  value() {
    return this.count;
  }
}
