function addTwo(a: number, b: number): number {
  return a + b;
}

function addLong(a: number, b: number): number {
  return a + b;
}

function halfOf(x: number): number {
  return x / 2;
}

function opposite(flag: boolean): boolean {
  return !flag;
}

function greet(name: string): string {
  return `Hello, ${name}!`;
}

function total(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function flip(rows: number[][]): number[][] {
  return rows.reverse();
}

function lengths(words: string[]): Record<string, number> {
  return Object.fromEntries(words.map((word): [string, number] => [word, word.length]));
}

function sumScores(scores: Record<string, number>): number {
  return Object.values(scores).reduce((sum, score) => sum + score, 0);
}

function firstOf(numbers: number[]): number | null {
  return numbers.length > 0 ? numbers[0]! : null;
}

function orZero(n: number | null): number {
  return n ?? 0;
}

function swap([number, word]: [number, string]): [string, number] {
  return [word, number];
}

function reverseAll(head: ListNode<number> | null): ListNode<number> | null {
  let reversed: ListNode<number> | null = null;
  for (; head !== null; head = head.next) reversed = new ListNode(head.val, reversed);
  return reversed;
}

function mirror(root: TreeNode<number> | null): TreeNode<number> | null {
  return root && new TreeNode(root.val, mirror(root.right), mirror(root.left));
}

function doubleAll(numbers: number[]): void {
  numbers.forEach((number, at) => {
    numbers[at] = number * 2;
  });
}

function failWith(n: number): number {
  throw new RangeError(`no ${n}`);
}

function loopForever(n: number): number {
  for (;;) n += 1;
}

class Counter {
  constructor(private count: number) {}

  add(n: number): number {
    this.count += n;
    return this.count;
  }

  value(): number {
    return this.count;
  }
}
