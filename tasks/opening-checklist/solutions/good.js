function plan(steps) {
  const place = new Map(steps.map(([step], at) => [step, at]));
  const waitedBy = steps.map(() => []);
  const open = steps.map(([, needs], at) => {
    const known = [...new Set(needs)].filter((need) => place.has(need));
    for (const need of known) waitedBy[place.get(need)].push(at);
    return known.length;
  });
  const ready = new Heap();
  open.forEach((count, at) => count === 0 && ready.push(at));
  const done = [];
  while (ready.size > 0) {
    const at = ready.pop();
    done.push(steps[at][0]);
    for (const waiting of waitedBy[at]) {
      open[waiting] -= 1;
      if (open[waiting] === 0) ready.push(waiting);
    }
  }
  return done;
}

function whyNot(steps, step) {
  const needsOf = new Map(steps);
  const done = new Set(plan(steps));
  if (done.has(step)) return [];
  const chain = new Set();
  while (!chain.has(step)) {
    chain.add(step);
    step = needsOf.get(step).find((need) => needsOf.has(need) && !done.has(need));
  }
  return [...chain, step];
}

// A heap of numbers, the smallest on top.
class Heap {
  items = [];

  get size() {
    return this.items.length;
  }

  push(number) {
    let at = this.items.push(number) - 1;
    while (at > 0 && this.items[(at - 1) >> 1] > number) {
      this.items[at] = this.items[(at - 1) >> 1];
      at = (at - 1) >> 1;
    }
    this.items[at] = number;
  }

  pop() {
    const top = this.items[0];
    const number = this.items.pop();
    if (this.items.length > 0) {
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child + 1 < this.items.length && this.items[child + 1] < this.items[child]) child += 1;
        if (child >= this.items.length || this.items[child] >= number) break;
        this.items[at] = this.items[child];
        at = child;
      }
      this.items[at] = number;
    }
    return top;
  }
}
